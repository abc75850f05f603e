using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Types;

/// <summary><c>sensitive</c>, <c>nonsensitive</c> and <c>issensitive</c>: the mark that keeps a value out of sight.</summary>
internal static class SensitivityFunctions
{
    private static readonly Parameter Any = new("value", DataType.Dynamic)
    {
        AllowNull = true,
        AllowUnknown = true,
        AllowDynamic = true,
        AllowMarked = true,
    };

    internal static Function CreateSensitive() => new()
    {
        Name = "sensitive",
        Description = "Marks a value as sensitive, so that it is not shown.",
        Parameters = [Any],
        ReturnType = static call => call[0].Type,
        Body = static call => call[0].WithMarks(MarkSet.Sensitive),
    };

    internal static Function CreateNonsensitive() => new()
    {
        Name = "nonsensitive",
        Description = "Takes the sensitive mark off a value, which then may be shown. Marks of what it contains stay.",
        Parameters = [Any],
        ReturnType = static call => call[0].Type,
        Body = static call => call[0].Unmarked.WithMarks(call[0].Marks.Without(Mark.Sensitive)),
    };

    internal static Function CreateIsSensitive() => new()
    {
        Name = "issensitive",
        Description = "Says whether a value is marked as sensitive.",
        Parameters = [Any],
        ReturnType = Function.Returns(DataType.Bool),
        RefineResult = Function.NeverNull,
        // What an unknown value will be may bring the mark with it.
        Body = static call => call[0].Marks.IsSensitive ? Value.True : call[0].IsKnown ? Value.False : call.UnknownResult(),
    };
}
