using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Values;

namespace Plumb.Jinja;

/// <summary>An expression that is read and checked. May be evaluated any number of times, from many threads.</summary>
public sealed class JinjaExpression
{
    private readonly Evaluator expression;
    private readonly int slots;

    internal JinjaExpression(JinjaEnvironment environment, Evaluator expression, int slots) =>
        (Environment, this.expression, this.slots) = (environment, expression, slots);

    public JinjaEnvironment Environment { get; }

    /// <summary>The value; undefined where a variable is not there.</summary>
    public object? Evaluate(IPyMapping variables, object? state = null) =>
        StackGuard.Run(() => expression.Evaluate(JinjaTemplate.EmptyFrame(Environment, variables, state, slots, isNative: false)));
}
