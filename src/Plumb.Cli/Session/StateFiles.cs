using Plumb.Core.Diagnostics;
using Plumb.Engine;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Session;

/// <summary>The state of the selected workspace in the working directory.</summary>
internal sealed class StateFiles(string path, string? output, string? backup)
{
    private static readonly DiagnosticRule Unwritable = new("STA010", Severity.Error, "Failed to write state");

    public static StateFiles For(ProjectSession session, string? state, string? stateOut, string? backup)
    {
        var directory = session.Terminal.WorkingDirectory;
        var path = state is not null ? Path.GetFullPath(state, directory)
            : session.Workspace == "default" ? Path.Combine(directory, "terraform.tfstate")
            : Path.Combine(directory, "terraform.tfstate.d", session.Workspace, "terraform.tfstate");
        return new StateFiles(path, stateOut is null ? null : Path.GetFullPath(stateOut, directory), backup is null or "-" ? backup : Path.GetFullPath(backup, directory));
    }

    /// <summary>An empty state where there is none; null where it cannot be read.</summary>
    public StateDocument? Read(DiagnosticBag diagnostics)
    {
        if (!File.Exists(path)) return New();
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == 0 ? New() : StateReader.Read(bytes, Path.GetFileName(path), diagnostics);
    }

    /// <summary>Writes beside and renames, so that there is a whole state at any moment. Nothing is written where nothing changed.</summary>
    public bool Write(StateDocument state, StateDocument previous, DiagnosticBag diagnostics)
    {
        var target = output ?? path;
        try
        {
            state.TerraformVersion = LanguageVersion.Text;
            var before = File.Exists(target) ? File.ReadAllBytes(target) : [];
            if (before.Length > 0 && previous.Serial == state.Serial && StateWriter.ToBytes(state).AsSpan().SequenceEqual(before)) return true;
            if (before.Length == 0 && state.IsEmpty && previous.Lineage.Length == 0) return true;
            state.Lineage = state.Lineage.Length == 0 ? Guid.NewGuid().ToString() : state.Lineage;
            state.Serial = previous.Serial + 1;
            if (Path.GetDirectoryName(target) is { } folder) Directory.CreateDirectory(folder);
            if (before.Length > 0 && backup != "-") File.WriteAllBytes(backup ?? target + ".backup", before);
            var temporary = target + ".tmp";
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(StateWriter.ToBytes(state));
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Unwritable, null, $"The state could not be written to {target}: {e.Message}");
            return false;
        }
    }

    private static StateDocument New() => new() { TerraformVersion = LanguageVersion.Text };
}
