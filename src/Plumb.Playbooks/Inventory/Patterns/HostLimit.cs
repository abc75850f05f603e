using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Inventory.Patterns;

/// <summary>The patterns of --limit: what a play chooses is cut down to the hosts that these choose.</summary>
public sealed record HostLimit(IReadOnlyList<string> Patterns)
{
    /// <summary>Reads a limit; "@file" stands for the lines of a file. Null with a diagnostic where the file cannot be read.</summary>
    public static HostLimit? Parse(string text, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var patterns = new List<string>();
        foreach (var part in HostPatterns.Split(text))
        {
            if (part[0] != '@') patterns.Add(part);
            else if (ReadFile(part[1..], diagnostics) is { } lines) patterns.AddRange(lines);
            else return null;
        }
        return new HostLimit(patterns);
    }

    private static IEnumerable<string>? ReadFile(string path, DiagnosticBag diagnostics)
    {
        try
        {
            if (File.Exists(path)) return File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0);
            diagnostics.Add(InventoryRules.LimitFile, null, Directory.Exists(path) ? $"Limit starting with \"@\" must be a file, not a directory: {path}" : $"Unable to find limit file {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InventoryRules.LimitFile, null, $"{path}: {e.Message}");
        }
        return null;
    }
}
