namespace Plumb.Providers.Programs;

/// <summary>Finds programs as a shell does: a name with a slash is a path, any other is looked for in the directories of PATH.</summary>
internal static class ProgramLookup
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The path of the program; null where there is none, or none that can be run.</summary>
    public static string? Find(string name, string? searchPath)
    {
        if (name.Contains('/') || name.Contains(Path.DirectorySeparatorChar)) return IsProgram(name) ? name : null;
        foreach (var directory in (searchPath ?? "").Split(Path.PathSeparator))
        {
            var candidate = Path.Combine(directory.Length == 0 ? "." : directory, name);
            foreach (var extension in Extensions)
                if (IsProgram(candidate + extension)) return candidate + extension;
        }
        return null;
    }

    private static string[] Extensions => OperatingSystem.IsWindows() ? ["", ".exe", ".com", ".bat", ".cmd"] : [""];

    private static bool IsProgram(string path) => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}
