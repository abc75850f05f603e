using Plumb.Backends.Local;

namespace Plumb.Cli.Session.Backends;

/// <summary>Where the local backend keeps states.</summary>
/// <param name="Path">The default workspace's state; null for the usual place.</param>
/// <param name="WorkspaceFolder">The folder of the other workspaces; null for the usual one.</param>
internal sealed record LocalPlace(string? Path, string? WorkspaceFolder)
{
    /// <summary>Without a backend block.</summary>
    public static LocalPlace Usual { get; } = new(null, null);

    public LocalStatePaths PathsOf(string folder, string workspace) =>
        LocalStatePaths.Of(folder, workspace, workspace == LocalStatePaths.DefaultWorkspace ? Path : null, workspaceFolder: WorkspaceFolder);

    public LocalWorkspaces WorkspacesIn(string folder) => new(folder, WorkspaceFolder);

    /// <summary>Whether the state of a workspace that there is here is the other's too.</summary>
    public bool Overlaps(LocalPlace other, string folder) => WorkspacesIn(folder).List().Any(w => HasSame(w, other, folder));

    public bool IsSame(LocalPlace other, string folder) => HasSame(LocalStatePaths.DefaultWorkspace, other, folder) && HasSame("any", other, folder);

    private bool HasSame(string workspace, LocalPlace other, string folder) =>
        System.IO.Path.GetFullPath(PathsOf(folder, workspace).Write) == System.IO.Path.GetFullPath(other.PathsOf(folder, workspace).Write);
}
