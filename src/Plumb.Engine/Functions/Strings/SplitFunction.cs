using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings;

/// <summary><c>split</c>: a text as a list of the parts between separators.</summary>
internal static class SplitFunction
{
    internal static Function Create() => new()
    {
        Name = "split",
        Description = "Cuts the text at each separator and gives the parts in order. An empty separator cuts between all characters.",
        Parameters =
        [
            new Parameter("separator", DataType.String) { Description = "The text to cut at; it is in none of the parts." },
            new Parameter("str", DataType.String) { Description = "The text to cut." },
        ],
        ReturnType = Function.Returns(DataType.List(DataType.String)),
        RefineResult = Function.NeverNull,
        Body = static call => Value.List(DataType.String, [.. Split(call.TextAt(1), call.TextAt(0)).Select(Value.String)]),
    };

    private static IEnumerable<string> Split(string text, string separator) =>
        separator.Length == 0 ? text.EnumerateRunes().Select(static rune => rune.ToString()) : text.Split(separator);
}
