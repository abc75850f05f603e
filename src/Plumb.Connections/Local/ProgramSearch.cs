using System.Runtime.Versioning;

namespace Plumb.Connections.Local;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramSearch
{
    /// <summary>A name with a slash is a path, from the folder that the program will run in; others are looked up.</summary>
    public static string Find(string name, string? path)
    {
        // Windows has rules of its own, which its own call follows.
        if (OperatingSystem.IsWindows() || name.Contains('/', StringComparison.Ordinal)) return name;
        foreach (var folder in (path ?? "").Split(':'))
        {
            // An empty entry means the present folder, from which nothing is run without being asked for by a path.
            if (folder.Length == 0) continue;
            var candidate = Path.Combine(folder, name);
            if (IsProgram(candidate)) return candidate;
        }
        throw new FileNotFoundException($"the program \"{name}\" was not found in PATH");
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsProgram(string path) => File.Exists(path)
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
