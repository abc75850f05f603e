using System.Globalization;
using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Jobs;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Background;

/// <summary>
/// Starts operations that go on by themselves: each in a process of its own, which is this same program in a session of its own. Where this
/// is no program that can be started so, they run here and end with it.
/// </summary>
internal sealed class BackgroundStarter(IHost host, OperationRunner runner, string? program) : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _here = [];
    private int _count;

    /// <summary>The job's number and the path of its result, once the process has taken it over.</summary>
    public async ValueTask<OperationResult> StartAsync(OperationRequest request, BackgroundJob job, CancellationToken cancellation)
    {
        job = job with { Folder = HostPath.Join(host.WorkingDirectory, PathExpansion.Expand(job.Folder, host)) };
        try
        {
            JobFile.MakeFolder(host, job.Folder);
        }
        catch (HostException e)
        {
            return OperationResult.Failure($"could not create directory: {job.Folder} - {SystemErrors.Python(e, e.Path, bytes: false)}");
        }
        request = request with { Background = job };
        var number = program is null ? StartHere(request, job) : await StartProcessAsync(program, request, job, cancellation).ConfigureAwait(false);
        if (number is null) return OperationResult.Failure("The process of the job did not begin.");
        var values = new MapBuilder { ["failed"] = 0, ["started"] = 1, ["finished"] = 0, ["ansible_job_id"] = number, ["results_file"] = HostPath.Join(job.Folder, number) };
        return new OperationResult { Changed = true, Values = values.Build(), OmitsPathReport = true };
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_here).ConfigureAwait(false);
        _ending.Dispose();
    }

    private string StartHere(OperationRequest request, BackgroundJob job)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{job.Name}.{Environment.ProcessId}{++_count:00}");
        JobFile.Begin(host, HostPath.Join(job.Folder, number), number);
        _here.Add(new JobRun(host, runner, request, job, number).RunAsync(_ending.Token));
        return number;
    }

    private async ValueTask<string?> StartProcessAsync(string program, OperationRequest request, BackgroundJob job, CancellationToken cancellation)
    {
        var input = await JobMessage.WriteAsync(host, request).ConfigureAwait(false);
        var started = await host.Processes.RunAsync(new ProcessRequest(program, [BackgroundProgram.Word]) { Input = input, Detached = true }, cancellation).ConfigureAwait(false);
        var number = string.Create(CultureInfo.InvariantCulture, $"{job.Name}.{started.ProcessId}");
        // It has read all once its file is there; before, the end of this program would be its end.
        var path = HostPath.Join(job.Folder, number);
        var until = host.Clock.GetUtcNow() + _patience;
        for (var pause = 1; !host.Files.Exists(path); pause = Math.Min(pause * 2, 100))
        {
            if (host.Clock.GetUtcNow() > until) return null;
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
        return number;
    }
}
