namespace Plumb.Operations.Administration;

/// <summary>The lines of a file of kernel settings. Of a setting that stands there twice the last counts and the first place is kept.</summary>
internal sealed class SysctlFile
{
    private readonly List<string> _lines;

    public SysctlFile(string text)
    {
        var lines = text.Split('\n');
        _lines = [.. lines.Take(text.EndsWith('\n') || text.Length == 0 ? lines.Length - 1 : lines.Length).Select(l => l.Trim())];
    }

    public string? this[string name] => _lines.Select(Setting).Where(s => s?.Name == name).Select(s => s?.Value).LastOrDefault();

    /// <summary>The file's text with a setting as it is to be; null leaves it out.</summary>
    public string With(string name, string? value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var line in _lines)
        {
            if (Setting(line) is not { } setting) lines.Add(line);
            else if (!seen.Add(setting.Name)) continue;
            else if (setting.Name != name) lines.Add($"{setting.Name}={setting.Value}");
            else if (value is not null) lines.Add($"{name}={value}");
        }
        if (value is not null && !seen.Contains(name)) lines.Add($"{name}={value}");
        return string.Concat(lines.Select(l => l + "\n"));
    }

    private static (string Name, string Value)? Setting(string line) =>
        line.Length == 0 || line[0] is '#' or ';' || line.Split('=', 2) is not [var name, var value] ? null : (name.Trim(), value.Trim());
}
