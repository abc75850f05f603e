using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning.Moves;

/// <summary>One end of a <c>moved</c> block: a module call or one instance of it, or a resource or one instance of it, relative to the module it is written in.</summary>
internal sealed record MoveEndpoint(IReadOnlyList<(string Name, InstanceKey Key)> Modules, ResourceName? Resource, InstanceKey Key)
{
    /// <summary>Null for what is no address.</summary>
    public static MoveEndpoint? Parse(Traversal traversal)
    {
        var steps = new List<object> { traversal.RootName };
        foreach (var step in traversal.Steps)
        {
            if (step is AttributeTraversal attribute) steps.Add(attribute.Name);
            else if (step is IndexTraversal { Key: StringValue text }) steps.Add(InstanceKey.Of(text.Text));
            else if (step is IndexTraversal { Key: NumberValue number } && number.Number.TryGetInt32(out var i)) steps.Add(InstanceKey.Of(i));
            else return null;
        }
        var modules = new List<(string, InstanceKey)>();
        var at = 0;
        while (at + 1 < steps.Count && steps[at] is "module" && steps[at + 1] is string module)
        {
            at += 2;
            modules.Add((module, OptionalKey(steps, ref at)));
        }
        if (at == steps.Count) return modules.Count > 0 ? new MoveEndpoint(modules, null, InstanceKey.None) : null;
        if (steps[at] is "resource") at++;
        if (at + 1 >= steps.Count || steps[at] is not string type || steps[at + 1] is not string name) return null;
        at += 2;
        var key = OptionalKey(steps, ref at);
        return at == steps.Count ? new MoveEndpoint(modules, new ResourceName(ResourceMode.Managed, type, name), key) : null;
    }

    /// <summary>The module that a resource is in, or that is meant, in one instance of the module the block is written in.</summary>
    public ModuleInstanceAddress ModuleIn(ModuleInstanceAddress within) =>
        Modules.Aggregate(within, static (module, step) => module.Child(step.Name, step.Key));

    private static InstanceKey OptionalKey(List<object> steps, ref int at) => at < steps.Count && steps[at] is InstanceKey key ? Step(key, ref at) : InstanceKey.None;

    private static InstanceKey Step(InstanceKey key, ref int at)
    {
        at++;
        return key;
    }
}
