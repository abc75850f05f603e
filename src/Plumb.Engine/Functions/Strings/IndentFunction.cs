using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings;

/// <summary><c>indent</c>: spaces at the beginning of all lines but the first.</summary>
internal static class IndentFunction
{
    internal static Function Create() => new()
    {
        Name = "indent",
        Description = "Puts spaces at the beginning of every line but the first, empty ones included.",
        Parameters =
        [
            new Parameter("spaces", DataType.Number) { Description = "How many spaces." },
            new Parameter("str", DataType.String) { Description = "The text whose lines to indent." },
        ],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Indent,
    };

    private static Value Indent(FunctionCall call)
    {
        if (!call.TryWholeNumberAt(0, out var spaces, out var problem)) return call.Fail($"the number of spaces {problem}");
        if (spaces < 0) return call.Fail("the number of spaces must not be negative");
        var text = call.TextAt(1);
        if (spaces > TextLimits.MaxLength) return call.Fail(TextLimits.Describe);
        var length = text.Length + spaces * text.AsSpan().Count('\n');
        if (length > TextLimits.MaxLength) return call.Fail(TextLimits.Describe);
        return Value.String(text.Replace("\n", "\n" + new string(' ', (int)spaces), StringComparison.Ordinal));
    }
}
