using Plumb.Core.Numerics;
using Plumb.Core.Text;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

public sealed class StringValue : Value
{
    internal StringValue(string text) : base(DataType.String, ValueFacts.None) => Text = text;

    /// <summary>In Unicode normalization form C.</summary>
    public string Text { get; }

    internal static StringValue Normalized(string text) => new(NormalText.Of(text));

    private protected override bool ContentEquals(Value other) => ((StringValue)other).Text == Text;

    private protected override int ContentHash() => Text.GetHashCode(StringComparison.Ordinal);
}

public sealed class NumberValue : Value
{
    internal NumberValue(Number number) : base(DataType.Number, ValueFacts.None) => Number = number;

    public new Number Number { get; }

    private protected override bool ContentEquals(Value other) => ((NumberValue)other).Number == Number;

    private protected override int ContentHash() => Number.GetHashCode();
}

public sealed class BoolValue : Value
{
    internal BoolValue(bool isTrue) : base(DataType.Bool, ValueFacts.None) => IsTrue = isTrue;

    public bool IsTrue { get; }

    private protected override bool ContentEquals(Value other) => ((BoolValue)other).IsTrue == IsTrue;

    private protected override int ContentHash() => IsTrue ? 1231 : 1237;
}

public sealed class NullValue : Value
{
    internal NullValue(DataType type) : base(type, ValueFacts.None)
    {
    }

    private protected override bool ContentEquals(Value other) => true;

    private protected override int ContentHash() => HashCode.Combine(3, Type);
}

/// <summary>A value that will be known later; the refinement says what is certain of it already.</summary>
public sealed class UnknownValue : Value
{
    internal UnknownValue(DataType type, Refinement refinement) : base(type, ValueFacts.HasUnknown) => Refinement = refinement;

    public Refinement Refinement { get; }

    private protected override bool ContentEquals(Value other) => ((UnknownValue)other).Refinement == Refinement;

    private protected override int ContentHash() => HashCode.Combine(5, Type, Refinement);
}

/// <summary>Any other value with marks of its own; never nested directly.</summary>
public sealed class MarkedValue : Value
{
    internal MarkedValue(Value inner, MarkSet marks) : base(inner.Type, inner.Facts | ValueFacts.HasMarks)
    {
        Inner = inner;
        Marks = marks;
    }

    public Value Inner { get; }

    public override bool IsMarked => true;

    public override MarkSet Marks { get; }

    public override Value Unmarked => Inner;

    private protected override bool ContentEquals(Value other) =>
        other is MarkedValue m && m.Marks.Equals(Marks) && m.Inner.Equals(Inner);

    private protected override int ContentHash() => HashCode.Combine(7, Inner, Marks);
}
