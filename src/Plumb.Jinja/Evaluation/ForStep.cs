using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>What a loop does with its items, apart from where they come from.</summary>
internal sealed class LoopBody
{
    public required Target Target { get; init; }

    public required ScopeEntry Entry { get; init; }

    public required Body Body { get; init; }

    public required ScopeEntry ElseEntry { get; init; }

    public Body? Else { get; init; }

    /// <summary>Where the loop object is kept, if anything asks for it.</summary>
    public int? LoopSlot { get; init; }

    /// <summary>Tells which items are taken, if not all.</summary>
    public LoopTest? Test { get; init; }

    public Flow Run(Frame frame, object? source, Func<object?, long, object?>? recurse, long depth)
    {
        var items = PyValues.Iterate(source);
        if (Test is not null) items = Test.Select(frame, items);
        var completed = LoopSlot is { } slot
            ? RunWithLoop(frame, slot, new LoopObject(Test is null ? source : null, items, frame.Run.Environment.Undefined, recurse, depth))
            : source is PyList list && Test is null ? RunList(frame, list) : RunItems(frame, items);
        if (completed || Else is null) return Flow.Next;
        ElseEntry.Enter(frame);
        return Else.Run(frame);
    }

    /// <summary>Runs the turns; tells whether one came to its end, for else the <c>else</c> part is run.</summary>
    private bool RunWithLoop(Frame frame, int slot, LoopObject loop)
    {
        var completed = false;
        while (loop.MoveNext(out var item))
        {
            Target.Assign(frame, item);
            frame.Slots[slot] = loop;
            if (!Turn(frame, ref completed)) break;
        }
        return completed;
    }

    private bool RunItems(Frame frame, IEnumerable<object?> items)
    {
        var completed = false;
        foreach (var item in items)
        {
            Target.Assign(frame, item);
            if (!Turn(frame, ref completed)) break;
        }
        return completed;
    }

    private bool RunList(Frame frame, PyList list)
    {
        var completed = false;
        for (var i = 0; i < list.Count; i++)
        {
            Target.Assign(frame, list[i]);
            if (!Turn(frame, ref completed)) break;
        }
        return completed;
    }

    private bool Turn(Frame frame, ref bool completed)
    {
        frame.Run.Step();
        Entry.Enter(frame);
        var flow = Body.Run(frame);
        if (flow == Flow.Break) return false;
        if (flow == Flow.Next) completed = true;
        return true;
    }
}

/// <summary>The condition behind <c>if</c> in a loop's tag, with variables of its own.</summary>
internal sealed class LoopTest(Target target, ScopeEntry entry, Evaluator test)
{
    public IEnumerable<object?> Select(Frame frame, IEnumerable<object?> items)
    {
        foreach (var item in items)
        {
            frame.Run.Step();
            entry.Enter(frame);
            target.Assign(frame, item);
            if (test.Test(frame)) yield return item;
        }
    }
}

internal sealed class ForStep(Evaluator items, LoopBody loop, int line) : Step(line)
{
    public override Flow Run(Frame frame) => loop.Run(frame, items.Evaluate(frame), null, 0);
}

/// <summary>A loop that may call itself: each run has a frame of its own and gives what it printed.</summary>
internal sealed class RecursiveForStep(Evaluator items, LoopBody loop, FunctionBody function, int line) : Step(line)
{
    public override Flow Run(Frame frame)
    {
        frame.Output.Raw(Render(frame, items.Evaluate(frame), 0));
        return Flow.Next;
    }

    private object? Render(Frame outer, object? source, long depth)
    {
        outer.Run.Enter();
        var captured = outer.Run.Capture();
        var frame = new Frame(function.Slots, outer, outer.Context, captured);
        loop.Run(frame, source, (inner, level) => Render(outer, inner, level), depth);
        var text = outer.Run.Finish(captured);
        outer.Run.Leave();
        return frame.Context.Autoescape ? new Markup(PyText.Str(text)) : text;
    }
}
