using System.Text;
using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Commands;

/// <summary>Runs a program, without a shell or through one, and returns what it printed.</summary>
internal sealed class CommandOperation : IOperation
{
    private readonly bool _isShell;

    private CommandOperation(bool isShell, OperationSpec spec)
    {
        _isShell = isShell;
        Spec = spec;
    }

    public OperationSpec Spec { get; }

    public static CommandOperation Plain() =>
        new(false, new OperationSpec("command", "Execute commands on targets") { NameInMessages = "ansible.legacy.command", FreeForm = true, CheckMode = CheckMode.Partial, Arguments = CommandSettings.Arguments });

    public static CommandOperation Shell() =>
        new(true, new OperationSpec("shell", "Execute shell commands on targets") { NameInMessages = "ansible.legacy.command", FreeForm = true, CheckMode = CheckMode.Partial, Arguments = CommandSettings.Arguments });

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        // The shell replaces variables by itself and cannot be told not to.
        if (_isShell && context.Request.Arguments.Contains("expand_argument_vars")) return OperationResult.Failure("Unsupported parameters for (shell) module: expand_argument_vars");
        var throughShell = _isShell || arguments.Flag("_uses_shell");
        var warnings = new List<string>();
        if (!throughShell && arguments.Text("executable") is { Length: > 0 } executable)
        {
            warnings.Add($"As of Ansible 2.4, the parameter 'executable' is no longer supported with the 'command' module. Not using '{executable}'.");
        }
        var result = await RunAsync(context, throughShell, cancellation).ConfigureAwait(false);
        return result with { Warnings = [.. warnings, .. result.Warnings] };
    }

    private static async ValueTask<OperationResult> RunAsync(OperationContext context, bool throughShell, CancellationToken cancellation)
    {
        var values = Blank();
        var command = Command(context.Arguments, throughShell, values);
        values["cmd"] = command;
        var folder = Folder(context, values);
        if (CommandSettings.Reason(context, folder) is var (message, output))
        {
            values["stdout"] = output;
            values["rc"] = 0;
            return new OperationResult { Message = message, Values = values.Build() };
        }
        if (context.Request.Check) return Predicted(context.Arguments, values);
        var request = Request(context, command, throughShell) with { WorkingDirectory = folder, Input = Input(context.Arguments), Output = context.Output };
        return await RunAsync(context, request, values, cancellation).ConfigureAwait(false);
    }

    private static MapBuilder Blank() => new()
    {
        ["stdout"] = "",
        ["stderr"] = "",
        ["rc"] = DataValue.Null,
        ["cmd"] = DataValue.Null,
        ["start"] = DataValue.Null,
        ["end"] = DataValue.Null,
        ["delta"] = DataValue.Null,
    };

    private static DataValue Command(MapData arguments, bool throughShell, MapBuilder values)
    {
        var (line, words) = (arguments.Text("_raw_params"), arguments.Texts("argv"));
        var hasLine = !string.IsNullOrWhiteSpace(line);
        if (!hasLine && words.Count == 0) throw Failure("no command given", values);
        if (hasLine && words.Count > 0) throw Failure("only command or argv can be given, not both", values);
        if (!hasLine) return DataValue.Of(words);
        return throughShell ? line : DataValue.Of(ShellWords.Split(line ?? ""));
    }

    private static OperationException Failure(string message, MapBuilder values)
    {
        values["rc"] = 256;
        return new OperationException(message, values.Build());
    }

    private static string Folder(OperationContext context, MapBuilder values)
    {
        if (context.Arguments.Text("chdir") is not { Length: > 0 } folder) return context.Host.WorkingDirectory;
        var path = HostPath.Absolute(folder, context.Host.WorkingDirectory);
        var error = context.Host.Files.Look(path) is not { } status ? "ENOENT" : status.Kind != FileKind.Directory ? "ENOTDIR"
            : context.Host.Files.Accessible(path, 1) ? null : "EACCES";
        if (error is null) return path;
        throw new OperationException("Unable to change directory before execution: " + SystemErrors.Python(SystemErrors.Named(error, folder), folder), values.Build());
    }

    private static OperationResult Predicted(MapData arguments, MapBuilder values)
    {
        values["rc"] = 0;
        var decides = arguments.Text("creates") is not null || arguments.Text("removes") is not null;
        return new OperationResult
        {
            Changed = decides,
            Skipped = !decides,
            Message = "Command would have run if not in check mode",
            Values = values.Build(),
            Prediction = Prediction.Opaque,
        };
    }

    private static ProcessRequest Request(OperationContext context, DataValue command, bool throughShell)
    {
        if (throughShell)
        {
            var line = command is ListData list ? string.Join(' ', list.Items.Select(w => ShellWords.Quote(PythonText.Str(w)))) : PythonText.Str(command);
            return new ProcessRequest(context.Arguments.Text("executable") is { Length: > 0 } shell ? shell : "/bin/sh", ["-c", line]);
        }
        var words = ((ListData)command).Items.Select(PythonText.Str);
        if (context.Arguments.Flag("expand_argument_vars")) words = words.Select(w => PathExpansion.Expand(w, context.Host));
        string[] all = [.. words];
        return new ProcessRequest(context.Host.Processes.Find(all[0]) is { } found && !all[0].Contains('/', StringComparison.Ordinal) ? found : all[0], all[1..]) { CalledAs = all[0] };
    }

    private static ReadOnlyMemory<byte> Input(MapData arguments)
    {
        if (arguments.Text("stdin") is not { Length: > 0 } input) return default;
        return Encoding.UTF8.GetBytes(arguments.Flag("stdin_add_newline") ? input + "\n" : input);
    }

    private static async ValueTask<OperationResult> RunAsync(OperationContext context, ProcessRequest request, MapBuilder values, CancellationToken cancellation)
    {
        var clock = context.Host.Clock;
        var start = clock.GetLocalNow();
        var outcome = await HostCommand.RunAsync(context, request, cancellation).ConfigureAwait(false);
        var end = clock.GetLocalNow();
        values["start"] = PythonMoment.Text(start);
        values["end"] = PythonMoment.Text(end);
        values["delta"] = PythonMoment.Text(end - start);
        values["rc"] = outcome.ExitCode;
        var strips = context.Arguments.Flag("strip_empty_ends");
        values["stdout"] = strips ? outcome.OutputText().TrimEnd('\r', '\n') : outcome.OutputText();
        values["stderr"] = strips ? outcome.ErrorText().TrimEnd('\r', '\n') : outcome.ErrorText();
        return new OperationResult
        {
            Changed = true,
            Failed = outcome.ExitCode != 0,
            Message = outcome.ExitCode != 0 ? "non-zero return code" : "",
            Values = values.Build(),
            Warnings = CutOutput.Warnings(outcome.OutputDropped),
        };
    }
}
