using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Commands;

/// <summary>Runs a program on a terminal of its own and answers what it asks there.</summary>
internal sealed class ExpectOperation : IOperation
{
    public OperationSpec Spec { get; } = new("expect", "Executes a command and responds to prompts")
    {
        CheckMode = CheckMode.None,
        Arguments =
        [
            new("command", ArgumentType.Text, "The command; no shell reads it") { Required = true },
            new("chdir", ArgumentType.Path, "The folder to run in"),
            new("creates", ArgumentType.Path, "A path: if it exists, the command is not run"),
            new("removes", ArgumentType.Path, "A path: if it does not exist, the command is not run"),
            new("responses", ArgumentType.Map, "What is typed where a question, a regular expression, is printed; of a list one for each time") { Required = true },
            new("timeout", ArgumentType.Integer, "Seconds to wait for a question") { Default = 30 },
            new("echo", ArgumentType.Boolean, "Whether the terminal shows what is typed") { Default = false },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var command = arguments.RequiredText("command");
        if (string.IsNullOrWhiteSpace(command)) throw new OperationException("no command given", new MapBuilder { ["rc"] = 256 }.Build());
        var folder = arguments.Text("chdir") is { Length: > 0 } given ? HostPath.Absolute(given, context.Host.WorkingDirectory) : context.Host.WorkingDirectory;
        if (Reason(context, folder) is { } reason) return new OperationResult { Values = new MapBuilder { ["cmd"] = command, ["stdout"] = reason, ["rc"] = 0 }.Build() };

        var words = ShellWords.Split(command);
        var program = context.Host.Processes.Find(words[0]) ?? throw new OperationException($"The command was not found or was not executable: {words[0]}.");
        var request = new ProcessRequest(program, [.. words.Skip(1)])
        {
            WorkingDirectory = folder,
            Output = context.Output,
            Dialogue = new TerminalDialogue(new ExpectedQuestions(arguments["responses"] as MapData ?? MapData.Empty).Answer)
            {
                Patience = arguments.Number("timeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Echo = arguments.Flag("echo"),
            },
        };
        var start = context.Host.Clock.GetLocalNow();
        var outcome = await HostCommand.RunAsync(context, request, cancellation).ConfigureAwait(false);
        return Result(command, outcome, start, context.Host.Clock.GetLocalNow());
    }

    private static string? Reason(OperationContext context, string folder)
    {
        if (context.Arguments.Text("creates") is { Length: > 0 } created && Exists(created)) return $"skipped, since {created} exists";
        return context.Arguments.Text("removes") is { Length: > 0 } removed && !Exists(removed) ? $"skipped, since {removed} does not exist" : null;

        bool Exists(string path) => context.Host.Files.Look(HostPath.Join(folder, path)) is not null;
    }

    private static OperationResult Result(string command, ProcessOutcome outcome, DateTimeOffset start, DateTimeOffset end)
    {
        // What was ended from outside has no code of its own: nobody but the time limit does that here.
        var wasEnded = outcome.ExitCode < 0;
        return new OperationResult
        {
            Changed = true,
            Failed = outcome.ExitCode != 0,
            Message = wasEnded ? "command exceeded timeout" : outcome.ExitCode != 0 ? "non-zero return code" : null,
            Values = new MapBuilder
            {
                ["cmd"] = command,
                ["stdout"] = Encoding.UTF8.GetString(outcome.Output).TrimEnd('\r', '\n'),
                ["rc"] = wasEnded ? DataValue.Null : outcome.ExitCode,
                ["start"] = PythonMoment.Text(start),
                ["end"] = PythonMoment.Text(end),
                ["delta"] = PythonMoment.Text(end - start),
            }.Build(),
            Warnings = CutOutput.Warnings(outcome.OutputDropped),
        };
    }
}
