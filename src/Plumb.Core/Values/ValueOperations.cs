using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// The language's operators on values: unknowns and marks pass through, refinements follow the mathematics. The
/// operands have the right types already (conversion is the caller's); null operands are the caller's to refuse, and
/// give an unknown here.
/// </summary>
public static partial class ValueOperations
{
    private static readonly UnknownValue UnknownBool = Value.Unknown(DataType.Bool, Refinement.NonNull);

    /// <summary>The language's <c>==</c>: a bool, unknown where an unknown leaves it open, with the marks of both.</summary>
    public static Value EqualTo(Value a, Value b)
    {
        if (!a.ContainsMarked && !b.ContainsMarked) return FromDecision(ValueEquality.AreEqual(a, b));
        // Whether one side is null does not depend on what the other holds, only on the value itself.
        var onlyOneIsNull = a.IsNull != b.IsNull;
        var left = a.UnmarkDeep(out var leftMarks);
        var right = b.UnmarkDeep(out var rightMarks);
        var marks = onlyOneIsNull ? a.Marks.Union(b.Marks) : leftMarks.Union(rightMarks);
        return FromDecision(ValueEquality.AreEqual(left, right)).WithMarks(marks);
    }

    public static Value Not(Value a) => (a.Unmarked switch
    {
        BoolValue v => Value.Bool(!v.IsTrue),
        _ => (Value)UnknownBool,
    }).WithMarks(a.Marks);

    /// <summary>False as soon as one operand is, even if the other is unknown. Both operands' marks are kept in any case.</summary>
    public static Value And(Value a, Value b) => Decide(a, b, deciding: false);

    /// <summary>True as soon as one operand is, even if the other is unknown. Both operands' marks are kept in any case.</summary>
    public static Value Or(Value a, Value b) => Decide(a, b, deciding: true);

    private static Value Decide(Value a, Value b, bool deciding)
    {
        var marks = a.Marks.Union(b.Marks);
        var (left, right) = (a.Unmarked as BoolValue, b.Unmarked as BoolValue);
        if (left?.IsTrue == deciding || right?.IsTrue == deciding) return Value.Bool(deciding).WithMarks(marks);
        return (left is null || right is null ? (Value)UnknownBool : Value.Bool(!deciding)).WithMarks(marks);
    }

    private static Value FromDecision(bool? decision) => decision is { } known ? Value.Bool(known) : UnknownBool;
}
