using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>
/// What ssh has to find in files, for one connection: its configuration, keys and passwords. Nobody else can read the
/// folder, which lies in memory where the system has a place for that, and it goes with the connection.
/// </summary>
internal sealed class SshFolder : IDisposable
{
    private readonly string _path;

    private SshFolder(string path) => _path = path;

    public string ConfigPath => In("config");

    public string ControlPath => In("control");

    public string AskPassPath => In("ask");

    public static SshFolder Create(string? runtimeFolder)
    {
        foreach (var parent in new[] { runtimeFolder, OperatingSystem.IsLinux() ? "/dev/shm" : null })
        {
            if (parent is null || !Directory.Exists(parent)) continue;
            try
            {
                return new SshFolder(MakeIn(parent));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next place may do.
            }
        }
        return new SshFolder(Directory.CreateTempSubdirectory("plumb-ssh-").FullName);
    }

    public string In(string name) => Path.Combine(_path, name);

    /// <summary>A file that only this user can read.</summary>
    public string Write(string name, string content, bool isProgram = false)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | (isProgram ? UnixFileMode.UserExecute : 0);
        var path = In(name);
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody has cleaned up.
        }
    }

    private static string MakeIn(string parent)
    {
        var path = Path.Combine(parent, $"plumb-ssh-{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
