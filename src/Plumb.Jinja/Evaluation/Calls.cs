using Plumb.Jinja.Calls;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>A call. A method of a built-in value is called without making it a value first.</summary>
internal sealed class CallOperation(Evaluator target, ArgumentList arguments) : Evaluator
{
    public override object? Evaluate(Frame frame) => Evaluate(frame, caller: null);

    /// <param name="frame">The variables.</param>
    /// <param name="caller">What a call block hands over.</param>
    public object? Evaluate(Frame frame, MacroObject? caller)
    {
        object? callee;
        if (target is AttributeAccess attribute)
        {
            var owner = attribute.Owner.Evaluate(frame);
            if (PyMethods.Find(owner, attribute.Name) is { } method && owner is not null)
            {
                return method(owner, frame.Context, arguments.Evaluate(frame, caller));
            }
            callee = attribute.Of(owner, frame);
        }
        else
        {
            callee = target.Evaluate(frame);
        }
        var values = arguments.Evaluate(frame, caller);
        return callee switch
        {
            ICallable callable => callable.Call(frame.Context, values),
            Undefined undefined => throw undefined.Fault(),
            _ => throw JinjaException.Type($"'{PyTypes.NameOf(callee)}' object is not callable"),
        };
    }
}

/// <summary>A filter; <see cref="Apply"/> is given what a block captured where nothing stands left of the bar.</summary>
internal sealed class FilterOperation(JinjaFilter filter, Evaluator? value, ArgumentList arguments) : Evaluator
{
    private readonly object?[]? bound = arguments.Bind(filter.Parameters);

    public override bool IsConstant { get; } = filter.IsPure && value is { IsConstant: true } && arguments.IsConstant;

    public override object? Evaluate(Frame frame) => ApplyTo(value?.Evaluate(frame), frame);

    public object? Apply(Frame frame, object? captured) => ApplyTo(value is FilterOperation inner ? inner.Apply(frame, captured) : captured, frame);

    private object? ApplyTo(object? filtered, Frame frame) => bound is not null && filter.ApplyBound is { } apply
        ? apply(frame.Context, filtered, bound)
        : filter.Apply(frame.Context, filtered, arguments.Evaluate(frame));
}

internal sealed class TestOperation(JinjaTest test, Evaluator value, ArgumentList arguments) : Evaluator
{
    private readonly object?[]? bound = arguments.Bind(test.Parameters);

    public override object? Evaluate(Frame frame) => PyBoolean.Box(Test(frame));

    public override bool Test(Frame frame) => bound is not null && test.HoldsBound is { } holds
        ? holds(frame.Context, value.Evaluate(frame), bound)
        : test.Holds(frame.Context, value.Evaluate(frame), arguments.Evaluate(frame));
}
