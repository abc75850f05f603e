using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// Variables bound inside an expression, linked from the innermost outward. An element of a marked collection is bound
/// without the collection's marks, which go to the result as a whole; the frame keeps them, so that no diagnostic
/// shows such an element.
/// </summary>
internal abstract class Frame(MarkSet marks, Frame? outer)
{
    public MarkSet Marks { get; } = marks;

    public Frame? Outer { get; } = outer;

    /// <summary>The value bound to a name, or null.</summary>
    public static Value? Find(Frame? frame, string name)
    {
        for (; frame is not null; frame = frame.Outer)
            if (frame.Lookup(name) is { } value) return value;
        return null;
    }

    /// <summary>The item that stands in a splat at the moment, or null.</summary>
    public static Value? Find(Frame? frame, SplatItemExpression item)
    {
        for (; frame is not null; frame = frame.Outer)
            if (frame is SplatFrame splat && ReferenceEquals(splat.Item, item)) return splat.Value;
        return null;
    }

    /// <summary>The marks that a bound name's value would have by itself.</summary>
    public static MarkSet MarksOf(Frame? frame, string name)
    {
        for (; frame is not null; frame = frame.Outer)
            if (frame.Lookup(name) is not null) return frame.Marks;
        return MarkSet.Empty;
    }

    /// <summary>Whether anything bound here may be part of a secret.</summary>
    public static bool IsSensitive(Frame? frame)
    {
        for (; frame is not null; frame = frame.Outer)
            if (frame.Marks.IsSensitive) return true;
        return false;
    }

    protected abstract Value? Lookup(string name);
}

/// <summary>The variables of a for expression; one frame serves all iterations.</summary>
internal sealed class ForFrame(ForExpression expression, MarkSet marks, Frame? outer) : Frame(marks, outer)
{
    public Value Key { get; set; } = Core.Values.Value.DynamicUnknown;

    public Value Value { get; set; } = Core.Values.Value.DynamicUnknown;

    // The value is bound after the key, so it wins where both have one name.
    protected override Value? Lookup(string name) =>
        name == expression.ValueVariable ? Value : name == expression.KeyVariable ? Key : null;
}

/// <summary>The item of a splat.</summary>
internal sealed class SplatFrame(SplatItemExpression item, MarkSet marks, Frame? outer) : Frame(marks, outer)
{
    public SplatItemExpression Item { get; } = item;

    public Value Value { get; set; } = Core.Values.Value.DynamicUnknown;

    protected override Value? Lookup(string name) => null;
}

/// <summary>A name bound to one value.</summary>
internal sealed class NameFrame(string name, Value value, MarkSet marks, Frame? outer) : Frame(marks, outer)
{
    public string Name { get; } = name;

    public Value Value { get; } = value;

    protected override Value? Lookup(string wanted) => wanted == Name ? Value : null;
}
