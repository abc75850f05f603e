using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>An attribute. What is no method of dictionaries, which most owners are, is looked up among their keys at once.</summary>
internal sealed class AttributeAccess(Evaluator owner, string name) : Evaluator
{
    private readonly bool mayBeKey = PyMethods.Find(new PyDict(), name) is null && name != "__class__";
    private readonly int hash = PyDict.HashOf(name);

    public Evaluator Owner => owner;

    public string Name => name;

    public override object? Evaluate(Frame frame) => Of(owner.Evaluate(frame), frame);

    public object? Of(object? value, Frame frame)
    {
        if (!mayBeKey || value is not PyDict dict) return PyAccess.Attribute(value, name, frame.Run.Environment.Undefined);
        return dict.TryGet(name, hash, out var found) ? found : Undefined.OfElement(frame.Run.Environment.Undefined, dict, name);
    }
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
