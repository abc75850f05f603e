using System.Globalization;
using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>Writes TOML as Python's toml does: plain values first, then a table for every mapping within.</summary>
internal static class TomlWriter
{
    public static string Write(PyDict document)
    {
        var text = new StringBuilder();
        WriteTable(document, "", text);
        return text.ToString();
    }

    private static void WriteTable(PyDict table, string path, StringBuilder text)
    {
        var inner = new List<(string Path, PyDict Table)>();
        foreach (var (key, value) in table.Entries)
        {
            var name = Key(key as string ?? throw JinjaException.Type($"The source inventory contains a non-string key ({PyValues.Str(key)}) which cannot be represented in TOML."));
            if (value is PyDict mapping) inner.Add((path.Length == 0 ? name : $"{path}.{name}", mapping));
            else if (value is not null) text.Append(name).Append(" = ").Append(Value(value)).Append('\n');
        }
        foreach (var (innerPath, mapping) in inner)
        {
            if (text.Length > 0) text.Append('\n');
            // A table with nothing but tables needs no line of its own.
            if (mapping.Count == 0 || mapping.Values.Any(v => v is not PyDict)) text.Append('[').Append(innerPath).Append("]\n");
            WriteTable(mapping, innerPath, text);
        }
    }

    private static string Key(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : Quote(name);

    private static string Value(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        string text => Quote(text),
        double number => PyValues.Repr(number),
        DateTime or DateTimeOffset => PyValues.Str(value).Replace(' ', 'T'),
        PyList list => list.Count == 0 ? "[]" : $"[ {string.Concat(list.Select(item => Value(item) + ","))}]",
        PyDict inline => "{ " + string.Join(", ", inline.Entries.Select(e => $"{Key(PyValues.Str(e.Key))} = {Value(e.Value)}")) + " }",
        null => "\"\"",
        _ => PyValues.Str(value),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }
}
