namespace Plumb.Playbooks.Configuration;

/// <summary>What a run knows of the process it is in: environment variables and the folder that relative paths start from.</summary>
public sealed record RunEnvironment(Func<string, string?> Variable, string WorkingFolder)
{
    public string Home => Variable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static RunEnvironment OfProcess() => new(Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory());

    /// <summary>An absolute path without "." and "..": "~" and variables are replaced, a relative path starts from the folder given.</summary>
    public string Expand(string path, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var expanded = PathVariables.Replace(path, Variable);
        if (expanded == "~") expanded = Home;
        else if (expanded.StartsWith("~/", StringComparison.Ordinal)) expanded = Home + expanded[1..];
        var full = Path.GetFullPath(Path.Combine(folder ?? WorkingFolder, expanded));
        return full.Length > 1 ? full.TrimEnd('/') : full;
    }
}
