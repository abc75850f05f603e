using System.Globalization;
using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Background;

/// <summary>This program as the process of one job: it reads the request, and ends with the operation.</summary>
public static class BackgroundProgram
{
    /// <summary>The argument with which it is started so.</summary>
    public const string Word = "background-job";

    /// <summary>Runs the job that the standard input names. Returns the exit code.</summary>
    public static async ValueTask<int> RunAsync(IHost host, OperationTable operations)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var message = new MemoryStream();
        var input = new DescriptorStream(0, "standard input", writes: false);
        await using (input.ConfigureAwait(false)) await input.CopyToAsync(message).ConfigureAwait(false);
        var (folder, request) = JobMessage.Read(host, message.ToArray());
        if (request.Background is not { } job) return 64;
        var number = string.Create(CultureInfo.InvariantCulture, $"{job.Name}.{Environment.ProcessId}");
        try
        {
            await new JobRun(host, new OperationRunner(host, operations), request, job, number).RunAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            if (folder.Length > 0) host.Files.RemoveTree(folder);
        }
        return 0;
    }
}
