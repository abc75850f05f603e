using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>A compiled expression.</summary>
internal abstract class Evaluator
{
    public abstract object? Evaluate(Frame frame);

    /// <summary>Whether the value is true; what compares answers without making a value.</summary>
    public virtual bool Test(Frame frame) => PyValues.Truth(Evaluate(frame));

    /// <summary>Whether the value is the same in every frame.</summary>
    public virtual bool IsConstant => false;
}

internal sealed class Constant(object? value) : Evaluator
{
    public object? Value => value;

    public override bool IsConstant => true;

    public override object? Evaluate(Frame frame) => value;
}
