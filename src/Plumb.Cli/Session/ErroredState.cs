using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Session;

/// <summary>Where a state goes that cannot be written where it belongs, so that nothing that was made is forgotten.</summary>
internal static class ErroredState
{
    private const string FileName = "errored.tfstate";

    private static readonly DiagnosticRule NotPersisted = new("CLI070", Severity.Error, "Failed to persist state to backend");
    private static readonly DiagnosticRule NotSaved = new("CLI071", Severity.Error, "Failed to create local state file");

    /// <summary>Writes the state into the working directory, or, where that fails too, to the error output.</summary>
    public static void Keep(StateDocument state, Terminal terminal, DiagnosticBag diagnostics)
    {
        var bytes = StateWriter.ToBytes(state);
        try
        {
            Write(Path.Combine(terminal.WorkingDirectory, FileName), bytes);
            diagnostics.Add(new Diagnostic(NotPersisted, null,
                $"The state after this run could not be saved where it belongs. So that nothing is lost, it is in the file {FileName} in the working directory.")
            {
                Help = $"Where the next run does not say that it took the changes from its journal, it would make objects twice. Once the fault is mended, run:\n    plumb state push {FileName}",
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(NotSaved, null, $"The file {FileName} for the state after this run could not be written either: {e.Message}");
            diagnostics.Add(new Diagnostic(NotPersisted, null,
                "The state after this run could not be saved where it belongs, nor in the working directory. It was written to the error output, which is the only copy there is.")
            {
                Help = $"Copy it from there into a file {FileName}, and once the fault is mended, run:\n    plumb state push {FileName}",
            });
            terminal.Error.WriteLine(Encoding.UTF8.GetString(bytes));
            terminal.Error.Flush();
        }
    }

    /// <summary>All of it or nothing: half a state would be taken for one.</summary>
    private static void Write(string path, byte[] content)
    {
        var isDone = false;
        try
        {
            File.WriteAllBytes(path, content);
            isDone = true;
        }
        finally
        {
            if (!isDone && File.Exists(path)) File.Delete(path);
        }
    }
}
