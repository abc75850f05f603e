using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Tells how a task that goes on by itself is doing.</summary>
internal sealed class AsyncStatusAction : IAction
{
    public string Name => "async_status";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "jid", "mode");
        var id = context.Text("jid") ?? throw new TaskFailure("missing required arguments: jid");
        if (context.Text("mode") == "cleanup")
        {
            context.Services.Jobs.Remove(id);
            return new PyDict { ["ansible_job_id"] = id, ["erased"] = $"~/.ansible_async/{id}", ["changed"] = false };
        }
        return await context.Services.Jobs.StatusAsync(id).ConfigureAwait(false)
            ?? ResultValues.Failure("could not find job", new("ansible_job_id", id), new("started", 1L), new("finished", 1L));
    }
}
