using System.Text;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

internal sealed class UnaryOperation(Evaluator operand, Func<object?, object?> operation) : Evaluator
{
    public override bool IsConstant => operand.IsConstant;

    public override object? Evaluate(Frame frame) => operation(operand.Evaluate(frame));
}

internal sealed class BinaryOperation(Evaluator left, Evaluator right, Func<object?, object?, object?> operation) : Evaluator
{
    public override bool IsConstant => left.IsConstant && right.IsConstant;

    public override object? Evaluate(Frame frame) => operation(left.Evaluate(frame), right.Evaluate(frame));
}

internal sealed class Negation(Evaluator operand) : Evaluator
{
    public override bool IsConstant => operand.IsConstant;

    public override object? Evaluate(Frame frame) => PyBoolean.Box(!operand.Test(frame));

    public override bool Test(Frame frame) => !operand.Test(frame);
}

/// <summary><c>and</c> and <c>or</c>: the value of the operand that decides.</summary>
internal sealed class Junction(Evaluator left, Evaluator right, bool decides) : Evaluator
{
    public override bool IsConstant => left.IsConstant && right.IsConstant;

    public override object? Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return PyValues.Truth(value) == decides ? value : right.Evaluate(frame);
    }

    public override bool Test(Frame frame) => left.Test(frame) == decides ? decides : right.Test(frame);
}

/// <summary>The <c>~</c> operator: the texts of all operands; where output is escaped and one is markup, markup, unless all are constants.</summary>
internal sealed class Concatenation(Evaluator[] parts, bool? escapes) : Evaluator
{
    public override bool IsConstant { get; } = escapes is not null && parts.All(p => p.IsConstant);

    public override object? Evaluate(Frame frame)
    {
        var values = Array.ConvertAll(parts, p => p.Evaluate(frame));
        if (!IsConstant && (escapes ?? frame.Context.Autoescape) && Array.Exists(values, v => v is Markup)) return JoinMarkup(values);
        if (values.Length == 2 && values[0] is string left && values[1] is string right)
        {
            Bounds.CheckText((long)left.Length + right.Length);
            return left + right;
        }
        var text = new StringBuilder();
        foreach (var value in values)
        {
            PyText.AppendStr(text, value);
            Bounds.CheckText(text.Length);
        }
        return text.ToString();
    }

    private static Markup JoinMarkup(object?[] values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(Markup.Escape(value).Text);
            Bounds.CheckText(text.Length);
        }
        return new Markup(text.ToString());
    }
}

internal sealed class Conditional(Evaluator test, Evaluator then, Evaluator? otherwise, string missing) : Evaluator
{
    public override bool IsConstant => test.IsConstant && then.IsConstant && otherwise is { IsConstant: true };

    public override object? Evaluate(Frame frame)
    {
        if (test.Test(frame)) return then.Evaluate(frame);
        return otherwise is null ? new Undefined(UndefinedKind.Default, missing) : otherwise.Evaluate(frame);
    }
}

/// <summary>A translation, which is markup where output is escaped.</summary>
internal sealed class Translated(Evaluator text) : Evaluator
{
    public override object? Evaluate(Frame frame)
    {
        var value = text.Evaluate(frame);
        return frame.Context.Autoescape ? new Markup(PyText.Str(value)) : value;
    }
}
