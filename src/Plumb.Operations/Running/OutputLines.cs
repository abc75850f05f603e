using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Running;

/// <summary>Adds the lines of <c>stdout</c> and <c>stderr</c> to a result that has them.</summary>
internal static class OutputLines
{
    public static OperationResult Add(OperationResult result)
    {
        var values = result.Values;
        foreach (var name in (string[])["stdout", "stderr"])
        {
            if (values[name] is TextData text && !values.Contains(name + "_lines")) values = values.With(name + "_lines", DataValue.Of(Split(text.Value)));
        }
        return result with { Values = values };
    }

    /// <summary>The lines of a text without their ends, by all the ends that Python knows.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var lines = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029')) continue;
            lines.Add(text[start..i]);
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            start = i + 1;
        }
        if (start < text.Length) lines.Add(text[start..]);
        return lines;
    }
}
