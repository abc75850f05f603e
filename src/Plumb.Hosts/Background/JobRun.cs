using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Jobs;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Background;

/// <summary>One job from its first line in the file of its result to the last, in the process that runs it.</summary>
internal sealed class JobRun(IHost host, OperationRunner runner, OperationRequest request, BackgroundJob job, string number)
{
    /// <summary>Whoever waits for the job counts too, and is to be the first to say that its time is over.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    /// <summary>What does not end when it is told to is left alone.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly string _path = HostPath.Join(job.Folder, number);

    public async Task RunAsync(CancellationToken cancellation)
    {
        JobFile.Begin(host, _path, number);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var working = WorkAsync(limit.Token);
        if (await Task.WhenAny(working, Task.Delay(job.Limit + _grace, host.Clock, cancellation)).ConfigureAwait(false) == working)
        {
            JobFile.Write(host, _path, ResultData.Of(await working.ConfigureAwait(false)));
            return;
        }
        JobFile.Write(host, _path, new MapBuilder { ["msg"] = "Timeout exceeded", ["failed"] = true, ["child_pid"] = Environment.ProcessId }.Build());
        await limit.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(working, Task.Delay(_patience, host.Clock, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task<OperationResult> WorkAsync(CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(() => runner.RunAsync(request with { Background = null }, OperationEvents.None, cancellation).AsTask(), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return OperationResult.Failure("The job was ended.");
        }
    }
}
