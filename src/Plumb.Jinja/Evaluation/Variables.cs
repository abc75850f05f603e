using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>
/// A variable in a slot, of this function or of one around it. A slot that the context was not asked for yet asks when
/// it is first read, so that variables that cost something to make are made only where they are used.
/// </summary>
internal sealed class Variable(string name, int depth, int slot) : Evaluator
{
    public string Name => name;

    public override object? Evaluate(Frame frame)
    {
        if (depth > 0) frame = frame.Up(depth);
        var value = frame.Slots[slot];
        if (value is not Marker) return value;
        return ReferenceEquals(value, Marker.Unresolved) && (value = Ask(frame)) is not Marker
            ? value
            : Undefined.OfVariable(frame.Run.Environment.Undefined, name);
    }

    /// <summary>The value, or that it is missing.</summary>
    public object? Read(Frame frame)
    {
        if (depth > 0) frame = frame.Up(depth);
        var value = frame.Slots[slot];
        return ReferenceEquals(value, Marker.Unresolved) ? Ask(frame) : value;
    }

    private object? Ask(Frame frame) => frame.Slots[slot] = frame.Context.TryResolve(name, out var value) ? value : Marker.Missing;
}
