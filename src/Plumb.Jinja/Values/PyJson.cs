using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>How <see cref="PyJson"/> writes.</summary>
public sealed record PyJsonOptions
{
    public bool SortsKeys { get; init; }

    /// <summary>What each level is indented by; all on one line if null.</summary>
    public string? Indent { get; init; }

    /// <summary>Whether all but ASCII is written as escapes.</summary>
    public bool EscapesUnicode { get; init; } = true;

    public string ItemSeparator { get; init; } = ", ";

    public string KeySeparator { get; init; } = ": ";

    /// <summary>Makes something writable of values that JSON has nothing for; faults with Python's words if null.</summary>
    public Func<object?, object?>? Convert { get; init; }
}

/// <summary>Writes values as Python's <c>json.dumps</c> does.</summary>
public static class PyJson
{
    public static string Write(object? value, PyJsonOptions options)
    {
        var output = new StringBuilder();
        Append(output, value, options, 0);
        return output.ToString();
    }

    /// <summary>The indentation that the argument <c>indent</c> means: a number of blanks, or a text.</summary>
    public static string? IndentOf(object? indent)
    {
        if (indent is null) return null;
        if (indent is string or Markup) return PyText.Str(indent);
        var count = PyInteger.Index(indent, () => JinjaException.Type("can't multiply sequence by non-int of type"));
        return new string(' ', (int)Math.Clamp(count, 0, 1000));
    }

    private static void Append(StringBuilder output, object? value, PyJsonOptions options, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Bounds.CheckText(output.Length);
        switch (value)
        {
            case null: output.Append("null"); break;
            case bool truth: output.Append(truth ? "true" : "false"); break;
            case string or Markup: AppendText(output, PyText.Str(value), options.EscapesUnicode); break;
            case double number: output.Append(Number(number)); break;
            case long or System.Numerics.BigInteger: output.Append(PyText.Str(value)); break;
            case PyRange or PySet or Undefined: Convert(output, value, options, depth); break;
            case IPyMapping mapping: AppendMapping(output, mapping, options, depth); break;
            case IPySequence sequence: AppendList(output, sequence, options, depth); break;
            default: Convert(output, value, options, depth); break;
        }
    }

    private static void Convert(StringBuilder output, object? value, PyJsonOptions options, int depth)
    {
        if (options.Convert is not { } convert) throw JinjaException.Type($"Object of type {PyTypes.NameOf(value)} is not JSON serializable");
        Append(output, convert(value), options with { Convert = null }, depth);
    }

    private static string Number(double number) => number switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => PyFloat.Repr(number),
    };

    private static void AppendList(StringBuilder output, IPySequence items, PyJsonOptions options, int depth)
    {
        if (items.Count == 0)
        {
            output.Append("[]");
            return;
        }
        output.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            Separate(output, i, options, depth + 1);
            Append(output, items[i], options, depth + 1);
        }
        Close(output, ']', options, depth);
    }

    private static void AppendMapping(StringBuilder output, IPyMapping mapping, PyJsonOptions options, int depth)
    {
        var entries = PyMappings.Entries(mapping);
        if (options.SortsKeys) entries = PySort.Sorted(entries, e => e.Key, reverse: false);
        if (mapping.Count == 0)
        {
            output.Append("{}");
            return;
        }
        output.Append('{');
        var index = 0;
        foreach (var (key, value) in entries)
        {
            Separate(output, index++, options, depth + 1);
            AppendText(output, KeyText(key), options.EscapesUnicode);
            output.Append(options.KeySeparator);
            Append(output, value, options, depth + 1);
        }
        Close(output, '}', options, depth);
    }

    private static string KeyText(object? key) => key switch
    {
        string or Markup or long or System.Numerics.BigInteger => PyText.Str(key),
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => Number(number),
        _ => throw JinjaException.Type($"keys must be str, int, float, bool or None, not {PyTypes.NameOf(key)}"),
    };

    private static void Separate(StringBuilder output, int index, PyJsonOptions options, int depth)
    {
        if (index > 0) output.Append(options.Indent is null ? options.ItemSeparator : options.ItemSeparator.TrimEnd());
        if (options.Indent is not null) Break(output, options.Indent, depth);
    }

    private static void Close(StringBuilder output, char bracket, PyJsonOptions options, int depth)
    {
        if (options.Indent is not null) Break(output, options.Indent, depth);
        output.Append(bracket);
    }

    private static void Break(StringBuilder output, string indent, int depth)
    {
        output.Append('\n');
        for (var i = 0; i < depth; i++) output.Append(indent);
    }

    private static void AppendText(StringBuilder output, string text, bool escapesUnicode)
    {
        output.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': output.Append("\\\""); break;
                case '\\': output.Append("\\\\"); break;
                case '\n': output.Append("\\n"); break;
                case '\r': output.Append("\\r"); break;
                case '\t': output.Append("\\t"); break;
                case '\b': output.Append("\\b"); break;
                case '\f': output.Append("\\f"); break;
                case < ' ': output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                case > (char)0x7f when escapesUnicode: output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: output.Append(c); break;
            }
        }
        output.Append('"');
    }
}
