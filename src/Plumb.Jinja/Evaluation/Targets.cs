using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

/// <summary>What is assigned to.</summary>
internal abstract class Target
{
    public abstract void Assign(Frame frame, object? value);
}

/// <summary>A local variable; one at the top level of a template is kept in the context too, for blocks, includes and importers.</summary>
internal sealed class NameTarget(string name, int slot, bool isTopLevel) : Target
{
    public override void Assign(Frame frame, object? value)
    {
        frame.Slots[slot] = value;
        if (isTopLevel) frame.Context.Assign(name, value, exports: true);
    }
}

internal sealed class TupleTarget(Target[] targets) : Target
{
    public override void Assign(Frame frame, object? value)
    {
        var items = Unpacking.Unpack(value, targets.Length);
        for (var i = 0; i < targets.Length; i++) targets[i].Assign(frame, items[i]);
    }
}

internal sealed class NamespaceTarget(Variable variable, string attribute) : Target
{
    public override void Assign(Frame frame, object? value)
    {
        if (variable.Evaluate(frame) is not Namespace space) throw JinjaException.Runtime("cannot assign attribute on non-namespace object");
        space.Set(attribute, value);
    }
}
