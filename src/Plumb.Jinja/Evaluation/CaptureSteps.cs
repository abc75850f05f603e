using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>Runs statements that write somewhere else, and gives what they wrote; if they leave the loop around, that is lost.</summary>
internal sealed class CapturedBody(ScopeEntry entry, Body body)
{
    public Flow Run(Frame frame, out object? value)
    {
        entry.Enter(frame);
        var before = frame.Output;
        frame.Output = frame.Run.Capture();
        try
        {
            var flow = body.Run(frame);
            value = frame.Run.Finish(frame.Output);
            return flow;
        }
        finally
        {
            frame.Output = before;
        }
    }
}

internal sealed class SetBlockStep(Target target, CapturedBody body, FilterOperation? filter, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        if (body.Run(frame, out var value) is not Flow.Next and var flow) return flow;
        var escapes = frame.Context.Autoescape;
        if (filter is not null) value = filter.Apply(frame, escapes ? new Markup(PyText.Str(value)) : value);
        target.Assign(frame, escapes ? value as Markup ?? new Markup(PyText.Str(value)) : value);
        return Flow.Next;
    }
}

internal sealed class FilterBlockStep(CapturedBody body, FilterOperation filter, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        if (body.Run(frame, out var value) is not Flow.Next and var flow) return flow;
        frame.Output.Raw(filter.Apply(frame, frame.Context.Autoescape ? new Markup(PyText.Str(value)) : value));
        return Flow.Next;
    }
}

internal sealed class MacroStep(MacroProgram program, int slot, bool isTopLevel, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        var macro = new MacroObject(program, frame);
        frame.Slots[slot] = macro;
        if (isTopLevel) frame.Context.Assign(program.Name ?? "", macro, exports: true);
        return Flow.Next;
    }
}

internal sealed class CallBlockStep(MacroProgram caller, CallOperation call, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        frame.Output.Raw(call.Evaluate(frame, new MacroObject(caller, frame)));
        return Flow.Next;
    }
}
