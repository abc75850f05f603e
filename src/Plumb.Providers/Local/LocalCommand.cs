using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Programs;

namespace Plumb.Providers.Local;

/// <summary>What <c>local_command</c> takes and gives, and the running: the same for the data source and the ephemeral resource.</summary>
internal sealed class LocalCommand(Func<string, string?> variable)
{
    public const string Type = "local_command";

    private static readonly ValuePath Command = ValuePath.Root.Attribute("command");

    public static BlockSchema Block { get; } = new()
    {
        Description = "Runs a program on the machine where this one runs, and gives what it writes.",
        Attributes =
        [
            Arguments.Required("command", DataType.String, "The program: a path, or a name that is looked for in the directories of PATH."),
            Arguments.Optional("arguments", DataType.List(DataType.String), "Its arguments; nulls are left out. No shell reads them."),
            Arguments.Optional("stdin", DataType.String, "What the program reads."),
            Arguments.Optional("working_directory", DataType.String, "The directory in which the program runs. The present one if it is not set."),
            Arguments.Optional("allow_non_zero_exit_code", DataType.Bool, "An exit code other than zero is no error. False if it is not set."),
            Arguments.Computed("exit_code", DataType.Number, "The exit code."),
            Arguments.Computed("stdout", DataType.String, "What the program wrote; null where that is nothing."),
            Arguments.Computed("stderr", DataType.String, "What the program wrote as messages; null where that is nothing."),
        ],
    };

    public async Task<(ObjectValue Result, IReadOnlyList<ProviderDiagnostic> Problems)> RunAsync(ObjectValue config, ProviderSession session, CancellationToken cancellation)
    {
        var command = config.TextOf("command") ?? "";
        if (ProgramLookup.Find(command, variable("PATH")) is not { } path)
            return (config, [ProviderDiagnostic.Error("Command Lookup Failed",
                $"The command \"{command}\" is not a file that can be run, or is in no directory of PATH. A command that comes with a module is named with \"${{path.module}}/\" before it, and must be executable.", Command)]);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, session.Stopping);
        try
        {
            var outcome = await ProgramRun.RunAsync(path, config.TextsOf("arguments"), config.TextOf("working_directory"), config.TextOf("stdin"), ending.Token).ConfigureAwait(false);
            var result = config
                .With("exit_code", Value.Number(outcome.ExitCode))
                .With("stdout", outcome.Output.Length > 0 ? Value.String(Encoding.UTF8.GetString(outcome.Output)) : Value.Null(DataType.String))
                .WithText("stderr", outcome.Errors.Length > 0 ? outcome.Errors : null);
            return (result, Problems(config, path, outcome));
        }
        catch (IOException e)
        {
            return (config, [ProviderDiagnostic.Error("Command Execution Failed", $"The command {path} could not be run: {e.Message}", Command)]);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (config, [ProviderDiagnostic.Error("Command Execution Failed", $"The command {path} was ended, because the run was stopped.", Command)]);
        }
    }

    private static IReadOnlyList<ProviderDiagnostic> Problems(ObjectValue config, string path, ProgramOutcome outcome)
    {
        if (outcome.ExitCode == 0 || config.FlagOf("allow_non_zero_exit_code") is true) return [];
        var message = outcome.Errors.Length > 0 ? $"It says:\n\n{outcome.Errors}" : "It gave no message.";
        return [ProviderDiagnostic.Error("Command Execution Failed",
            $"The command {path} ended with exit code {outcome.ExitCode}. Where that is to be expected, set allow_non_zero_exit_code to true. {message}", Command)];
    }
}
