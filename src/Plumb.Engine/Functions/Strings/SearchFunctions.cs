using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings;

/// <summary>Whether a text holds another, and where: <c>endswith</c>, <c>startswith</c>, <c>strcontains</c>.</summary>
internal static class SearchFunctions
{
    internal static Function CreateEndsWith() => new()
    {
        Name = "endswith",
        Description = "Tells whether the text ends with the suffix.",
        Parameters = [new Parameter("str", DataType.String), new Parameter("suffix", DataType.String)],
        ReturnType = Function.Returns(DataType.Bool),
        RefineResult = Function.NeverNull,
        Body = static call => Value.Bool(call.TextAt(0).EndsWith(call.TextAt(1), StringComparison.Ordinal)),
    };

    internal static Function CreateStartsWith() => new()
    {
        Name = "startswith",
        Description = "Tells whether the text begins with the prefix.",
        Parameters = [new Parameter("str", DataType.String) { AllowUnknown = true }, new Parameter("prefix", DataType.String)],
        ReturnType = Function.Returns(DataType.Bool),
        RefineResult = Function.NeverNull,
        Body = static call => StartsWith(call[0], call.TextAt(1)),
    };

    internal static Function CreateStrContains() => new()
    {
        Name = "strcontains",
        Description = "Tells whether the text holds the other text anywhere.",
        Parameters = [new Parameter("str", DataType.String), new Parameter("substr", DataType.String)],
        ReturnType = Function.Returns(DataType.Bool),
        Body = static call => Value.Bool(call.TextAt(0).Contains(call.TextAt(1), StringComparison.Ordinal)),
    };

    /// <summary>Of an unknown text the beginning may be known, and that may be enough.</summary>
    private static Value StartsWith(Value text, string prefix)
    {
        if (text is StringValue known) return Value.Bool(known.Text.StartsWith(prefix, StringComparison.Ordinal));
        if (prefix.Length == 0) return Value.True;
        var knownPrefix = ((UnknownValue)text).Refinement.StringPrefix ?? "";
        if (knownPrefix.StartsWith(prefix, StringComparison.Ordinal)) return Value.True;
        return knownPrefix.Length >= prefix.Length ? Value.False : Value.Unknown(DataType.Bool);
    }
}
