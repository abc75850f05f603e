using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

internal sealed class AttributeAccess(Evaluator owner, string name) : Evaluator
{
    public Evaluator Owner => owner;

    public string Name => name;

    public override object? Evaluate(Frame frame) => PyAccess.Attribute(owner.Evaluate(frame), name, frame.Run.Environment.Undefined);
}

internal sealed class ElementAccess(Evaluator owner, Evaluator key) : Evaluator
{
    public override object? Evaluate(Frame frame) => PyAccess.Element(owner.Evaluate(frame), key.Evaluate(frame), frame.Run.Environment.Undefined);
}

/// <summary>A slice. Of constants that have none it is undefined, for Jinja then looks it up as an element.</summary>
internal sealed class SliceAccess(Evaluator owner, Evaluator? start, Evaluator? stop, Evaluator? step) : Evaluator
{
    public override bool IsConstant => owner.IsConstant && start is null or { IsConstant: true } && stop is null or { IsConstant: true } && step is null or { IsConstant: true };

    public override object? Evaluate(Frame frame)
    {
        var whole = owner.Evaluate(frame);
        try
        {
            return PySlices.Slice(whole, start?.Evaluate(frame), stop?.Evaluate(frame), step?.Evaluate(frame));
        }
        catch (JinjaException e) when (IsConstant && e.PythonClass == "TypeError" && frame.Run.Environment.Undefined is not (UndefinedKind.Strict or UndefinedKind.StrictChainable))
        {
            return Undefined.OfElement(frame.Run.Environment.Undefined, whole, null);
        }
    }
}
