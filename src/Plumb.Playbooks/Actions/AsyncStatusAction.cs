using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Tells how a job of the host is doing, also one that an earlier run has started.</summary>
internal sealed class AsyncStatusAction : IAction
{
    public string Name => "async_status";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "jid", "mode");
        var number = context.Text("jid") ?? throw new TaskFailure("missing required arguments: jid");
        var mode = context.Text("mode") ?? "status";
        if (mode is not ("status" or "cleanup")) throw new TaskFailure($"value of mode must be one of: status, cleanup, got: {mode}");
        return AsyncJobs.StatusAsync(context, number, mode, cancellation);
    }
}
