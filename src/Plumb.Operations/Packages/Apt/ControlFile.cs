using System.Text;

namespace Plumb.Operations.Packages.Apt;

/// <summary>Reads Debian's control files: stanzas of fields, divided by empty lines (Debian Policy 5.1).</summary>
internal static class ControlFile
{
    public static IEnumerable<Dictionary<string, string>> Read(string text)
    {
        var stanza = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? field = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.AsSpan().Trim().IsEmpty)
            {
                if (stanza.Count > 0) yield return stanza;
                stanza = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                field = null;
            }
            else if (line[0] is ' ' or '\t')
            {
                if (field is not null) stanza[field] += "\n" + line;
            }
            else if (line[0] != '#' && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                field = line[..colon];
                stanza[field] = line[(colon + 1)..].Trim();
            }
        }
        if (stanza.Count > 0) yield return stanza;
    }

    public static string Write(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields) text.Append(name).Append(": ").Append(value).Append('\n');
        return text.ToString();
    }
}
