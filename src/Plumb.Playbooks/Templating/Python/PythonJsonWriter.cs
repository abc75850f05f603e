using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Writes JSON as Python's <c>json.dumps</c> does.</summary>
internal sealed record PythonJsonWriter
{
    public string? Indent { get; init; }

    public bool SortKeys { get; init; }

    public bool EnsureAscii { get; init; } = true;

    public bool AllowNan { get; init; } = true;

    public bool SkipKeys { get; init; }

    public string ItemSeparator { get; init; } = ", ";

    public string KeySeparator { get; init; } = ": ";

    public string Write(object? value)
    {
        var output = new StringBuilder();
        Append(output, value, 0);
        return output.ToString();
    }

    private void Append(StringBuilder output, object? value, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case string text:
                Quote(output, text);
                break;
            case Markup markup:
                Quote(output, markup.Text);
                break;
            case Undefined undefined:
                throw undefined.Fault();
            case IPyMapping mapping:
                AppendMapping(output, mapping, depth);
                break;
            case PyRange:
                throw Refused(value);
            case IPySequence list:
                AppendList(output, list, depth);
                break;
            default:
                output.Append(Plain(value) ?? throw Refused(value));
                break;
        }
    }

    private static JinjaException Refused(object? value) => JinjaException.Type($"Object of type {PyTypes.NameOf(value)} is not JSON serializable");

    private string? Plain(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => PyInteger.Format(number),
        double number => Float(number),
        DateTime or DateTimeOffset or DateOnly => Quoted(PyText.Str(value).Replace(' ', 'T')),
        _ => null,
    };

    private string Float(double number)
    {
        if (double.IsFinite(number)) return PyFloat.Repr(number);
        if (!AllowNan) throw JinjaException.Value("Out of range float values are not JSON compliant");
        return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    private void AppendList(StringBuilder output, IPySequence list, int depth)
    {
        if (list.Count == 0)
        {
            output.Append("[]");
            return;
        }

        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) output.Append(ItemSeparator);
            NewLine(output, depth + 1);
            Append(output, list[i], depth + 1);
        }

        NewLine(output, depth);
        output.Append(']');
    }

    private void AppendMapping(StringBuilder output, IPyMapping mapping, int depth)
    {
        var entries = PyMappings.Entries(mapping);
        if (SortKeys) entries = PythonSorting.By(entries, e => e.Key);
        var first = true;
        output.Append('{');
        foreach (var (key, value) in entries)
        {
            if (KeyText(key) is not { } text) continue;
            if (!first) output.Append(ItemSeparator);
            first = false;
            NewLine(output, depth + 1);
            Quote(output, text);
            output.Append(KeySeparator);
            Append(output, value, depth + 1);
        }

        if (!first) NewLine(output, depth);
        output.Append('}');
    }

    private string? KeyText(object? key) => key switch
    {
        string text => text,
        Markup markup => markup.Text,
        null or bool or long or BigInteger or double => Plain(key),
        _ when SkipKeys => null,
        _ => throw JinjaException.Type($"keys must be str, int, float, bool or None, not {PyTypes.NameOf(key)}"),
    };

    private void NewLine(StringBuilder output, int depth)
    {
        if (Indent is null) return;
        output.Append('\n');
        output.Insert(output.Length, Indent, depth);
    }

    private string Quoted(string text)
    {
        var output = new StringBuilder();
        Quote(output, text);
        return output.ToString();
    }

    private void Quote(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                < ' ' => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                > '~' when EnsureAscii => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => output.Append(character),
            };
        }

        output.Append('"');
    }
}
