using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Commands;

/// <summary>Hands a line to the shell as it is.</summary>
internal sealed class RawOperation : IOperation
{
    public OperationSpec Spec { get; } = new("raw", "Executes a low-down and dirty command")
    {
        FreeForm = true,
        CheckMode = CheckMode.None,
        SkippedMessage = "",
        Arguments =
        [
            new("_raw_params", ArgumentType.Text, "The line.") { Required = true },
            new("executable", ArgumentType.Text, "The shell."),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var shell = context.Arguments.Text("executable") is { Length: > 0 } given ? given : "/bin/sh";
        var request = new ProcessRequest(shell, ["-c", context.Arguments.RequiredText("_raw_params")]) { Output = context.Output };
        return Result(await HostCommand.RunAsync(context, request, cancellation).ConfigureAwait(false));
    }

    /// <summary>What a line returns that the shell ran: its output untouched.</summary>
    public static OperationResult Result(ProcessOutcome outcome) => new()
    {
        Changed = true,
        Failed = outcome.ExitCode != 0,
        Message = outcome.ExitCode != 0 ? "non-zero return code" : null,
        Values = new MapBuilder { ["rc"] = outcome.ExitCode, ["stdout"] = outcome.OutputText(), ["stderr"] = outcome.ErrorText() }.Build(),
        Warnings = CutOutput.Warnings(outcome.OutputDropped),
    };
}
