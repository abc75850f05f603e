using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Commands;

/// <summary>Runs a script of the controller on the host. The script is the one source of the request; the first word of the line names it.</summary>
internal sealed class ScriptOperation : IOperation
{
    public OperationSpec Spec { get; } = new("script", "Runs a local script on a remote node after transferring it")
    {
        FreeForm = true,
        CheckMode = CheckMode.Partial,
        Arguments =
        [
            new("_raw_params", ArgumentType.Text, "The script and its arguments.") { Required = true },
            new("chdir", ArgumentType.Path, "The folder to run in."),
            new("creates", ArgumentType.Path, "A path: if it exists, the script is not run."),
            new("removes", ArgumentType.Path, "A path: if it does not exist, the script is not run."),
            new("executable", ArgumentType.Text, "The program that reads the script."),
            new("decrypt", ArgumentType.Boolean, "Whether the controller decrypts the script.") { Default = true },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var (creates, removes, folder) = (arguments.Text("creates"), arguments.Text("removes"), arguments.Text("chdir"));
        if (creates is { Length: > 0 } && context.Host.Files.Exists(creates)) return Skip($"{creates} exists, matching creates option");
        if (removes is { Length: > 0 } && !context.Host.Files.Exists(removes)) return Skip($"{removes} does not exist, matching removes option");
        if (folder is { Length: > 0 } && !folder.StartsWith('/')) throw new OperationException($"chdir {folder} must be an absolute path for a Unix-aware remote node");
        if (context.Request.Check)
        {
            return creates is null && removes is null
                ? Skip("Check mode is not supported for this task.") with { Prediction = Prediction.Opaque }
                : new OperationResult { Changed = true, Prediction = Prediction.Opaque };
        }
        if (context.Request.Sources.Count == 0) throw new OperationException("The script was not sent with the task.");
        return await RunSentAsync(context, context.Request.Sources[0], folder, cancellation).ConfigureAwait(false);
    }

    private static OperationResult Skip(string message) => new() { Skipped = true, Message = message };

    private static async ValueTask<OperationResult> RunSentAsync(OperationContext context, SourceContent script, string? folder, CancellationToken cancellation)
    {
        var files = context.Host.Files;
        var temporary = TemporaryFolder.Make(context.Host);
        try
        {
            var path = HostPath.Join(temporary, HostPath.FileName(script.Name));
            var content = await context.OpenSource(script.Name, cancellation).ConfigureAwait(false);
            await using (content.ConfigureAwait(false)) files.Write(path, content, new FilePlacement(0x1C0));
            var line = context.Arguments.RequiredText("_raw_params").Trim();
            // Only the name is replaced, so that the quotes of what follows stay.
            var command = line.Replace(ShellWords.Split(line)[0], path, StringComparison.Ordinal);
            if (context.Arguments.Text("executable") is { Length: > 0 } program) command = program + " " + command;
            var request = new ProcessRequest("/bin/sh", ["-c", command]) { WorkingDirectory = folder, Output = context.Output };
            return RawOperation.Result(await HostCommand.RunAsync(context, request, cancellation).ConfigureAwait(false));
        }
        finally
        {
            files.RemoveTree(temporary);
        }
    }
}
