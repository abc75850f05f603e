using System.Globalization;
using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>Writes TOML as Python's toml does: plain values first, then the tables of each depth, those that lie deeper after all others.</summary>
internal static class TomlWriter
{
    public static string Write(PyDict document)
    {
        var text = new StringBuilder(PlainValues(document));
        for (var tables = TablesIn(document, "").ToList(); tables.Count > 0; tables = [.. tables.SelectMany(t => TablesIn(t.Table, t.Path + "."))])
        {
            foreach (var (path, table) in tables) WriteTable(table, path, text);
        }
        return text.ToString();
    }

    private static void WriteTable(PyDict table, string path, StringBuilder text)
    {
        var values = PlainValues(table);
        // A table with nothing but tables needs no line of its own.
        if (values.Length == 0 && table.Values.Any(v => v is PyDict)) return;
        if (text.Length > 0) text.Append('\n');
        text.Append('[').Append(path).Append("]\n").Append(values);
    }

    private static string PlainValues(PyDict table) =>
        string.Concat(table.Entries.Where(e => e.Value is not (PyDict or null)).Select(e => $"{Key(e.Key)} = {Value(e.Value)}\n"));

    private static IEnumerable<(string Path, PyDict Table)> TablesIn(PyDict table, string prefix)
    {
        foreach (var (key, value) in table.Entries)
        {
            if (value is PyDict inner) yield return (prefix + Key(key), inner);
        }
    }

    private static string Key(object? key) =>
        Key(key as string ?? throw JinjaException.Type($"The source inventory contains a non-string key ({PyValues.Str(key)}) which cannot be represented in TOML."));

    private static string Key(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : Quote(name);

    private static string Value(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        string text => Quote(text),
        double number => PyValues.Repr(number),
        DateTime or DateTimeOffset => PyValues.Str(value).Replace(' ', 'T'),
        PyList list => list.Count == 0 ? "[]" : $"[{string.Concat(list.Select(item => $" {Value(item)},"))}]",
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
