using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Network;

/// <summary>Answers, to show that the host can be worked on; on the word <c>crash</c> it fails as a fault of the program would.</summary>
internal sealed class PingOperation : IOperation
{
    public OperationSpec Spec { get; } = new("ping", "Try to connect to host, verify a usable python and return C(pong) on success")
    {
        Arguments = [new("data", ArgumentType.Text, "What to answer; crash fails.") { Default = "pong" }],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var data = context.Arguments.RequiredText("data");
        if (data == "crash") throw new OperationException("MODULE FAILURE\nSee stdout/stderr for the exact error", new MapBuilder { ["module_stdout"] = "", ["module_stderr"] = "Exception: boom\n", ["exception"] = "Exception: boom\n", ["rc"] = 1 }.Build());
        return ValueTask.FromResult(new OperationResult { Values = new MapBuilder { ["ping"] = data }.Build() });
    }
}
