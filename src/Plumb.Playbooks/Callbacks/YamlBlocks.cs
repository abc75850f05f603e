using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Writes values as block YAML with sorted keys, texts quoted only where they would be read as something else.</summary>
internal sealed class YamlBlocks(bool isLossy)
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public void Append(object? value, int depth)
    {
        switch (value)
        {
            case PyDict { Count: > 0 } map:
                foreach (var (key, inner) in map.Entries.OrderBy(e => PyText.Str(e.Key), StringComparer.Ordinal)) AppendEntry(PyText.Str(key), inner, depth);
                break;
            case PyList { Count: > 0 } list:
                foreach (var item in list.Items) AppendItem(item, depth);
                break;
            default:
                _text.Append(Scalar(value, depth)).Append('\n');
                break;
        }
    }

    private void AppendEntry(string key, object? value, int depth)
    {
        _text.Append(' ', depth * 4).Append(Plain(key) ? key : Quoted(key)).Append(':');
        if (value is PyDict { Count: > 0 } map)
        {
            _text.Append('\n');
            Append(map, depth + 1);
        }
        else if (value is PyList { Count: > 0 } list)
        {
            _text.Append('\n');
            Append(list, depth);
        }
        else
        {
            _text.Append(' ').Append(Scalar(value, depth + 1)).Append('\n');
        }
    }

    private void AppendItem(object? item, int depth)
    {
        if (item is not PyDict { Count: > 0 } map)
        {
            _text.Append(' ', depth * 4).Append("-   ");
            Append(item, depth + 1);
            return;
        }
        var inner = new YamlBlocks(isLossy);
        inner.Append(map, depth + 1);
        _text.Append(' ', depth * 4).Append("-   ").Append(inner.Text.AsSpan((depth + 1) * 4));
    }

    private string Scalar(object? value, int depth) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text when isLossy && text.Contains('\n', StringComparison.Ordinal) => Block(text, depth),
        string text => Plain(text) ? text : Quoted(text),
        PyDict => "{}",
        PyList => "[]",
        _ => PyText.Str(value),
    };

    private static string Block(string text, int depth)
    {
        var lines = text.TrimEnd().Replace("\t", "    ", StringComparison.Ordinal).Split('\n');
        var margin = new string(' ', depth * 4);
        return "|-\n" + string.Join('\n', lines.Select(l => l.TrimEnd().Length == 0 ? "" : margin + l.TrimEnd()));
    }

    private static bool Plain(string text) =>
        text.Length > 0 && ScalarTypes.Resolve(text) == CoreTags.Text && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && "-?:,[]{}#&*!|>'\"%@`".IndexOf(text[0], StringComparison.Ordinal) < 0
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && !text.EndsWith(':') && text.All(c => c is >= ' ' and not '\u007F');

    private static string Quoted(string text) =>
        text.Any(c => c is < ' ' or '\u007F') ? "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "\""
        : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
