using Plumb.Jinja.Rendering;
using Plumb.Jinja.Syntax;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>A chain of comparisons, which ends at the first that does not hold; each operand is evaluated once.</summary>
internal sealed class Comparison(Evaluator first, (ComparisonOperator Operator, Evaluator Right)[] rest) : Evaluator
{
    public override bool IsConstant { get; } = first.IsConstant && rest.All(r => r.Right.IsConstant);

    public override object? Evaluate(Frame frame) => PyBoolean.Box(Test(frame));

    public override bool Test(Frame frame)
    {
        var left = first.Evaluate(frame);
        foreach (var (comparison, operand) in rest)
        {
            var right = operand.Evaluate(frame);
            if (!Holds(comparison, left, right)) return false;
            left = right;
        }
        return true;
    }

    private static bool Holds(ComparisonOperator comparison, object? left, object? right) => comparison switch
    {
        ComparisonOperator.Equal => PyEquality.AreEqual(left, right),
        ComparisonOperator.NotEqual => !PyEquality.AreEqual(left, right),
        ComparisonOperator.Less => PyOrder.Less(left, right),
        ComparisonOperator.LessOrEqual => PyOrder.LessOrEqual(left, right),
        ComparisonOperator.Greater => PyOrder.Greater(left, right),
        ComparisonOperator.GreaterOrEqual => PyOrder.GreaterOrEqual(left, right),
        ComparisonOperator.In => PyValues.Contains(right, left),
        _ => !PyValues.Contains(right, left),
    };
}
