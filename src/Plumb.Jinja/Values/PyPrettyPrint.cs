using System.Runtime.CompilerServices;
using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Writes values as Python's <c>pprint</c> does: collections that do not fit into a line with an element a line, keys in order.</summary>
internal static class PyPrettyPrint
{
    private const int Width = 80;

    public static string Write(object? value)
    {
        var output = new StringBuilder();
        Append(output, value, 0, 0);
        return output.ToString();
    }

    /// <param name="output">Where to.</param>
    /// <param name="value">What.</param>
    /// <param name="indent">The column that further lines start at.</param>
    /// <param name="behind">How many characters come behind on the last line.</param>
    private static void Append(StringBuilder output, object? value, int indent, int behind)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var line = PyText.Repr(Sorted(value));
        if (line.Length <= Width - indent - behind)
        {
            output.Append(line);
            return;
        }
        switch (value)
        {
            case PyRange: output.Append(line); break;
            case IPyMapping { Count: > 0 } mapping: AppendMapping(output, mapping, indent, behind); break;
            case PyTuple { Count: > 0 } tuple: AppendItems(output, tuple, "(", tuple.Count == 1 ? ",)" : ")", indent, behind); break;
            case IPySequence { Count: > 0 } list: AppendItems(output, list, "[", "]", indent, behind); break;
            case PySet { Count: > 0 } set: AppendItems(output, set, "{", "}", indent, behind); break;
            case string text: AppendText(output, text, indent, behind); break;
            default: output.Append(line); break;
        }
    }

    /// <summary>Dictionaries show their keys in order, where the keys have one.</summary>
    private static object? Sorted(object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            PyTuple tuple => new PyTuple([.. tuple.Select(Sorted)]),
            PyList list => new PyList(list.Select(Sorted)),
            IPyMapping mapping => new PyDict(Entries(mapping).Select(e => KeyValuePair.Create(e.Key, Sorted(e.Value)))),
            _ => value,
        };
    }

    private static List<KeyValuePair<object?, object?>> Entries(IPyMapping mapping)
    {
        KeyValuePair<object?, object?>[] entries = [.. PyMappings.Entries(mapping)];
        var comparable = Array.TrueForAll(entries, e => e.Key is string) || Array.TrueForAll(entries, e => e.Key is long or bool or double);
        return comparable ? PySort.Sorted(entries, e => e.Key, reverse: false) : [.. entries.OrderBy(e => PyTypes.NameOf(e.Key), StringComparer.Ordinal)];
    }

    private static void AppendMapping(StringBuilder output, IPyMapping mapping, int indent, int behind)
    {
        output.Append('{');
        var entries = Entries(mapping);
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0) output.Append(",\n").Append(' ', indent + 1);
            var key = PyText.Repr(entries[i].Key);
            output.Append(key).Append(": ");
            Append(output, entries[i].Value, indent + 1 + key.Length + 2, i == entries.Count - 1 ? behind + 1 : 1);
        }
        output.Append('}');
    }

    private static void AppendItems(StringBuilder output, IEnumerable<object?> items, string start, string end, int indent, int behind)
    {
        output.Append(start);
        object?[] all = [.. items];
        for (var i = 0; i < all.Length; i++)
        {
            if (i > 0) output.Append(",\n").Append(' ', indent + 1);
            Append(output, all[i], indent + 1, i == all.Length - 1 ? behind + end.Length : 1);
        }
        output.Append(end);
    }

    /// <summary>A long text as several, broken behind blanks.</summary>
    private static void AppendText(StringBuilder output, string text, int indent, int behind)
    {
        var atTop = indent == 0;
        if (atTop) (indent, behind) = (1, behind + 1);
        var pieces = Pieces(text, Width - indent, behind);
        if (pieces.Count == 1)
        {
            output.Append(PyText.Repr(text));
            return;
        }
        if (atTop) output.Append('(');
        output.AppendJoin("\n" + new string(' ', indent), pieces);
        if (atTop) output.Append(')');
    }

    private static List<string> Pieces(string text, int width, int behind)
    {
        var pieces = new List<string>();
        var lines = Methods.PyStringSplit.Lines(text, keepEnds: true);
        for (var i = 0; i < lines.Count; i++)
        {
            var last = i == lines.Count - 1;
            if (PyText.Repr(lines[i]).Length <= width - (last ? behind : 0))
            {
                pieces.Add(PyText.Repr(lines[i]));
                continue;
            }
            var current = "";
            foreach (var word in Words(lines[i]))
            {
                var candidate = current + word;
                if (PyText.Repr(candidate).Length > width - (last ? behind : 0) && current.Length > 0)
                {
                    pieces.Add(PyText.Repr(current));
                    candidate = word;
                }
                current = candidate;
            }
            if (current.Length > 0) pieces.Add(PyText.Repr(current));
        }
        return pieces;
    }

    /// <summary>Words with the blanks behind them.</summary>
    private static IEnumerable<string> Words(string line)
    {
        for (var start = 0; start < line.Length;)
        {
            var end = start;
            while (end < line.Length && !char.IsWhiteSpace(line[end])) end++;
            while (end < line.Length && char.IsWhiteSpace(line[end])) end++;
            yield return line[start..end];
            start = end;
        }
    }
}
