using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Actions;

/// <summary>Hands the task to the host as it is.</summary>
internal sealed class OperationAction(string operation) : IAction
{
    public string Name => operation;

    public bool SupportsAsync => true;

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation) => context.OperateAsync(operation, context.Arguments, cancellation);
}
