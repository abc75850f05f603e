using Plumb.Operations.Hosts;

namespace Plumb.Operations.Model;

/// <summary>
/// Something that can be done to a host, such as <c>file</c> or <c>apt</c>. It looks at the host, decides, and does only what
/// is missing, all through <see cref="IHost"/>; over a host that keeps writes in memory the same code predicts.
/// </summary>
public interface IOperation
{
    OperationSpec Spec { get; }

    ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation);
}
