using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Jobs;

/// <summary>Tells what a job of the host has come to, or forgets it.</summary>
internal sealed class AsyncStatusOperation : IOperation
{
    public OperationSpec Spec { get; } = new("async_status", "Obtain status of asynchronous task")
    {
        Arguments =
        [
            new("jid", ArgumentType.Text, "The number of the job.") { Required = true },
            new("mode", ArgumentType.Text, "Whether to tell of the job or to remove its result.") { Default = "status", Choices = ["cleanup", "status"] },
            new("_async_dir", ArgumentType.Path, "Where results of jobs are kept; given by the controller.") { Default = "~/.ansible_async" },
        ],
        CheckMode = CheckMode.None,
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) =>
        ValueTask.FromResult(Run(context.Host, context.Arguments.RequiredText("jid"), context.Arguments.RequiredText("_async_dir"), context.Arguments.RequiredText("mode")));

    private static OperationResult Run(IHost host, string number, string folder, string mode)
    {
        var path = HostPath.Join(folder, number);
        if (!host.Files.Exists(path))
        {
            var values = new MapBuilder { ["ansible_job_id"] = number, ["results_file"] = path, ["started"] = 1, ["finished"] = 1 };
            return OperationResult.Failure("could not find job") with { Values = values.Build() };
        }
        if (mode == "cleanup")
        {
            host.Files.Remove(path);
            return Told(new MapBuilder { ["ansible_job_id"] = number, ["erased"] = path });
        }
        // A file that is not whole is one of a job that runs.
        if (JobFile.Read(host, path) is not { } known) return Told(new MapBuilder { ["results_file"] = path, ["ansible_job_id"] = number, ["started"] = 1, ["finished"] = 0 });
        var status = new MapBuilder(known);
        if (!status.Contains("results_file")) status["results_file"] = path;
        if (!status.Contains("started"))
        {
            status["finished"] = 1;
            status["ansible_job_id"] = number;
        }
        else if (!status.Contains("finished"))
        {
            status["finished"] = 0;
        }
        return Told(status);
    }

    private static OperationResult Told(MapBuilder values) => new() { Values = values.Build(), OmitsPathReport = true };
}
