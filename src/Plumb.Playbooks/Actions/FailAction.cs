using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Actions;

/// <summary>Fails with a message.</summary>
internal sealed class FailAction : IAction
{
    public string Name => "fail";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        ArgumentCheck.OnlyKnown(context, "msg");
        return ValueTask.FromResult(new PyDict { ["failed"] = true, ["msg"] = context.Argument("msg") ?? "Failed as requested from task" });
    }
}
