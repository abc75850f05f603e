using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

internal sealed class IfStep((Evaluator Test, Body Body)[] branches, Body otherwise, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        foreach (var (test, body) in branches)
        {
            if (test.Test(frame)) return body.Run(frame);
        }
        return otherwise.Run(frame);
    }
}

internal sealed class JumpStep(Flow flow, int line) : Step(line)
{
    public override Flow Run(Frame frame) => flow;
}

internal sealed class SetStep(Target target, Evaluator value, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        target.Assign(frame, value.Evaluate(frame));
        return Flow.Next;
    }
}

/// <summary>Statements with variables of their own.</summary>
internal sealed class ScopeStep(ScopeEntry entry, (Target Target, Evaluator Value)[] variables, Body body, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        entry.Enter(frame);
        foreach (var (target, value) in variables) target.Assign(frame, value.Evaluate(frame));
        return body.Run(frame);
    }
}

internal sealed class AutoescapeStep(Evaluator isOn, ScopeEntry entry, Body body, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        entry.Enter(frame);
        var before = frame.Context.SetAutoescape(isOn.Test(frame));
        try
        {
            return body.Run(frame);
        }
        finally
        {
            frame.Context.SetAutoescape(before);
        }
    }
}
