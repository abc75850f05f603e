using System.Text;

namespace Plumb.Operations.Facts.Distributions;

/// <summary>Reads <c>os-release</c>: assignments as a shell writes them.</summary>
internal static class OsRelease
{
    public static Dictionary<string, string> Read(FactFiles files) => Parse(files.Text("/etc/os-release") ?? files.Text("/usr/lib/os-release") ?? "");

    public static Dictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('#') || line.Split('=', 2) is not [var name, var value]) continue;
            values[name.Trim()] = Unquote(value.Trim());
        }
        return values;
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0]) return value;
        var inner = value[1..^1];
        if (value[0] == '\'' || !inner.Contains('\\', StringComparison.Ordinal)) return inner;
        var text = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length) i++;
            text.Append(inner[i]);
        }
        return text.ToString();
    }
}
