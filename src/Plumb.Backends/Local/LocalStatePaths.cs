namespace Plumb.Backends.Local;

/// <summary>Where a state is read from, written to, and kept as it was before; no backup where that is null.</summary>
public sealed record LocalStatePaths(string Read, string Write, string? Backup)
{
    public const string FileName = "terraform.tfstate";

    public const string WorkspaceFolder = "terraform.tfstate.d";

    public const string DefaultWorkspace = "default";

    public string Journal => Write + ".journal";

    public string LockInfo => Path.Combine(FolderOf(Write), $".{Path.GetFileName(Write)}.lock.info");

    /// <summary>
    /// As the peer's local backend has them: options win over the workspace's own folder; a state that is read is
    /// written back; the backup is beside what is written, and <c>-</c> is none.
    /// </summary>
    public static LocalStatePaths Of(string folder, string workspace, string? state = null, string? stateOut = null, string? backup = null, string? workspaceFolder = null)
    {
        var own = workspace is DefaultWorkspace or "" ? FileName : Path.Combine(workspaceFolder ?? WorkspaceFolder, workspace, FileName);
        var read = Path.Combine(folder, OrNull(state) ?? own);
        var write = OrNull(stateOut) is { } elsewhere ? Path.Combine(folder, elsewhere) : read;
        var kept = backup switch
        {
            "-" => null,
            null or "" => write + ".backup",
            _ => Path.Combine(folder, backup),
        };
        return new LocalStatePaths(read, write, kept);
    }

    /// <summary>The folder of a path that may be relative.</summary>
    internal static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
