using Plumb.Jinja.Values;
using Plumb.Operations.Running;

namespace Plumb.Playbooks.Actions;

/// <summary>Hands the task to the host as it is.</summary>
internal sealed class OperationAction(string operation) : IAction
{
    public string Name => operation;

    public bool SupportsAsync => true;

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation) => context.OperateAsync(NameOf(context), context.Arguments, cancellation);

    /// <summary>The name that the task calls it by, which messages repeat, where the host knows the operation by that too.</summary>
    private string NameOf(ActionContext context) =>
        OperationTable.Builtin.Find(operation) is { } known && OperationTable.Builtin.Find(context.Task.Config.Action) == known ? context.Task.Config.Action : operation;
}
