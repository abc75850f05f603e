using Plumb.Operations.Data;

namespace Plumb.Operations.Services;

/// <summary>Reads what <c>systemctl show</c> prints of a unit: one property a line, but for commands, which may take several.</summary>
internal static class SystemdProperties
{
    public static MapBuilder Parse(string output)
    {
        var properties = new MapBuilder();
        string? open = null;
        var lines = new List<string>();
        foreach (var line in output.Split('\n'))
        {
            if (open is not null)
            {
                lines.Add(line);
                if (!line.TrimEnd().EndsWith('}')) continue;
                properties[open] = string.Join('\n', lines).Trim();
                open = null;
            }
            else if (line.Split('=', 2) is [var name, var value])
            {
                var spans = name.StartsWith("Exec", StringComparison.Ordinal) && value.TrimStart().StartsWith('{') && !value.TrimEnd().EndsWith('}');
                if (spans) (open, lines) = (name, [value]);
                else properties[name] = value.Trim();
            }
        }
        return properties;
    }
}
