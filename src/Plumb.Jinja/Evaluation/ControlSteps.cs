using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

internal readonly record struct Branch(Evaluator Test, int Line, Body Body);

/// <summary>A condition; a fault in the test of a branch is in the line of that branch.</summary>
internal sealed class IfStep(Branch[] branches, Body otherwise, string? template, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        foreach (var branch in branches)
        {
            if (Holds(branch, frame)) return branch.Body.Run(frame);
        }
        return otherwise.Run(frame);
    }

    private bool Holds(Branch branch, Frame frame)
    {
        try
        {
            return branch.Test.Test(frame);
        }
        catch (JinjaException e) when (e.PassThrough(branch.Line, template))
        {
            throw;
        }
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
