using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

internal sealed class TextStep(string text, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        frame.Output.Text(text);
        return Flow.Next;
    }
}

internal sealed class PrintStep(Evaluator value, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        frame.Output.Value(value.Evaluate(frame), frame.Context.Autoescape);
        return Flow.Next;
    }
}

/// <summary>Prints what the environment makes of the value.</summary>
internal sealed class FinalizedPrintStep(Evaluator value, Func<object?, object?> finalize, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        frame.Output.Value(finalize(value.Evaluate(frame)), frame.Context.Autoescape);
        return Flow.Next;
    }
}

/// <summary>Runs statements unless the template turned out to extend another, which prints in its place.</summary>
internal sealed class UnlessExtendedStep(Body body, int line) : Step(line)
{
    public override Flow Run(Frame frame) => frame.Outermost.Extended is null ? body.Run(frame) : Flow.Next;
}

internal sealed class ExpressionStep(Evaluator expression, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        expression.Evaluate(frame);
        return Flow.Next;
    }
}
