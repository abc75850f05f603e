using Plumb.Core.Diagnostics;
using Plumb.Engine.State;

namespace Plumb.Backends.Local;

/// <summary>The workspaces of a folder: the default one, which is always there, and a folder for each other.</summary>
public sealed class LocalWorkspaces(string folder, string? workspaceFolder = null)
{
    private readonly string _root = Path.Combine(folder, workspaceFolder ?? LocalStatePaths.WorkspaceFolder);

    /// <summary>The default one first.</summary>
    public IReadOnlyList<string> List()
    {
        var others = Directory.Exists(_root) ? Directory.EnumerateDirectories(_root).Select(d => Path.GetFileName(d)) : [];
        return [LocalStatePaths.DefaultWorkspace, .. others.Where(o => o != LocalStatePaths.DefaultWorkspace).Order(StringComparer.Ordinal)];
    }

    public bool Create(string name, DiagnosticBag diagnostics) => Try(name, "created", diagnostics, () =>
    {
        if (name != LocalStatePaths.DefaultWorkspace) Directory.CreateDirectory(Path.Combine(_root, name));
    });

    /// <summary>Deletes the state with the workspace; whether that may be is for the caller to find out.</summary>
    public bool Delete(string name, DiagnosticBag diagnostics)
    {
        if (name is LocalStatePaths.DefaultWorkspace or "")
        {
            diagnostics.Add(StateRules.Workspace, null, "The default workspace cannot be deleted.");
            return false;
        }
        return Try(name, "deleted", diagnostics, () => Directory.Delete(Path.Combine(_root, name), recursive: true));
    }

    private static bool Try(string name, string done, DiagnosticBag diagnostics, Action action)
    {
        if (name is "." or ".." || name.AsSpan().ContainsAny('/', '\\'))
        {
            diagnostics.Add(StateRules.Workspace, null, $"\"{name}\" is not a name for a workspace: it has to be usable as a path segment.");
            return false;
        }
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(StateRules.Workspace, null, $"The workspace \"{name}\" could not be {done}: {e.Message}");
            return false;
        }
    }
}
