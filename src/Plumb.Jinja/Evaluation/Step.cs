using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

/// <summary>What to do behind a statement.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}

/// <summary>A compiled statement.</summary>
internal abstract class Step(int line)
{
    public int Line => line;

    public abstract Flow Run(Frame frame);
}

/// <summary>Statements in a row. Here faults learn the line they happened in.</summary>
internal sealed class Body(Step[] steps, string? template)
{
    public static readonly Body Empty = new([], null);

    public Flow Run(Frame frame)
    {
        var run = frame.Run;
        var line = 1;
        try
        {
            foreach (var step in steps)
            {
                line = step.Line;
                run.Step();
                var flow = step.Run(frame);
                if (flow != Flow.Next) return flow;
            }
        }
        catch (JinjaException e) when (e.PassThrough(line, template))
        {
            throw;
        }
        return Flow.Next;
    }
}
