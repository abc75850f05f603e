using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

/// <summary>A variable of a scope as it is when the scope is entered: with the value of one outside, or a marker.</summary>
internal readonly record struct InitialSlot(int Slot, Marker? Marker, Variable? Outer);

/// <summary>Brings the variables of a scope to what they are at its start; of a loop, at the start of each turn.</summary>
internal sealed class ScopeEntry(InitialSlot[] slots)
{
    public void Enter(Frame frame)
    {
        foreach (var (slot, marker, outer) in slots) frame.Slots[slot] = outer is null ? marker : outer.Read(frame);
    }
}
