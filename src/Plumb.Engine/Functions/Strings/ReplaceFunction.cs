using System.Text;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.RegularExpressions;

namespace Plumb.Engine.Functions.Strings;

/// <summary><c>replace</c>: of a text, or, between slashes, of what matches a regular expression.</summary>
internal static class ReplaceFunction
{
    internal static Function Create(PatternCache patterns) => new()
    {
        Name = "replace",
        Description = "Puts another text in the place of each occurrence of a text. Between slashes, the text to look for is a regular expression, and $1 or ${name} in the replacement stand for its groups.",
        Parameters =
        [
            new Parameter("str", DataType.String) { Description = "The text to look at." },
            new Parameter("substr", DataType.String) { Description = "The text to look for, or a regular expression between slashes." },
            new Parameter("replace", DataType.String) { Description = "What to put in its place." },
        ],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = call => Replace(call, patterns),
    };

    private static Value Replace(FunctionCall call, PatternCache patterns)
    {
        var (text, wanted, replacement) = (call.TextAt(0), call.TextAt(1), call.TextAt(2));
        if (wanted.Length == 0) return Value.String(Intersperse(text, replacement));
        if (wanted.Length == 1 || !wanted.StartsWith('/') || !wanted.EndsWith('/'))
            return Value.String(text.Replace(wanted, replacement, StringComparison.Ordinal));
        return patterns.TryGet(wanted[1..^1], out var pattern, out var error)
            ? Value.String(pattern.ReplaceAll(text, replacement))
            : call.Fail($"the text between the slashes is not a regular expression: {error}");
    }

    /// <summary>The empty text occurs before each character and at the end.</summary>
    private static string Intersperse(string text, string replacement)
    {
        var result = new StringBuilder(replacement);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune).Append(replacement);
        return result.ToString();
    }
}
