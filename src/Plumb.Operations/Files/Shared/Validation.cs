using System.Text;
using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Shared;

/// <summary>Lets a command of the user judge a new file before it is put in place. <c>%s</c> in the command is the file.</summary>
internal static class Validation
{
    /// <summary>Writes the content to a file of its own and runs the command on it. Nothing is run where nothing may be changed.</summary>
    public static async ValueTask<ProcessOutcome?> RunAsync(OperationContext context, string? command, byte[] content, FileSettings? settings, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(command)) return null;
        if (!command.Contains("%s", StringComparison.Ordinal)) throw new OperationException("validate must contain %s: " + command);
        if (context.Host.IsPlanned) return null;
        var files = context.Host.Files;
        var folder = TemporaryFolder.Make(context.Host);
        try
        {
            var path = HostPath.Join(folder, "candidate");
            files.WriteAll(path, content, new FilePlacement(0x180));
            if (settings is not null) await new FileSettingsWriter(context).ApplyAsync(settings with { Path = path }, false, null, cancellation).ConfigureAwait(false);
            var words = ShellWords.Split(command.Replace("%s", path, StringComparison.Ordinal)).Select(w => PathExpansion.Expand(w, context.Host)).ToArray();
            return await HostCommand.RunAsync(context, words, cancellation).ConfigureAwait(false);
        }
        finally
        {
            files.RemoveTree(folder);
        }
    }

    /// <summary>Runs the command and fails as the operations on lines do.</summary>
    public static async ValueTask RequireAsync(OperationContext context, byte[] content, CancellationToken cancellation)
    {
        var outcome = await RunAsync(context, context.Arguments.Text("validate"), content, null, cancellation).ConfigureAwait(false);
        if (outcome is { ExitCode: not 0 })
        {
            throw new OperationException($"failed to validate: rc:{outcome.ExitCode} error:{Encoding.UTF8.GetString(outcome.Error)}");
        }
    }
}
