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

internal sealed class SliceAccess(Evaluator owner, Evaluator? start, Evaluator? stop, Evaluator? step) : Evaluator
{
    public override object? Evaluate(Frame frame) =>
        PySlices.Slice(owner.Evaluate(frame), start?.Evaluate(frame), stop?.Evaluate(frame), step?.Evaluate(frame));
}
