using Plumb.Core.Addresses;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.References;

/// <summary>
/// An address of a module or a resource, with or without instance keys, as <c>moved</c>, <c>removed</c> and <c>import</c>
/// blocks and the command line write it. Without a resource it means a module.
/// </summary>
public sealed record TargetAddress(ModuleInstanceAddress Module, ResourceName? Resource, InstanceKey Key)
{
    public bool IsModule => Resource is null;

    /// <summary>The first instance key on the way to the target: where it stands, and whether it is a module's.</summary>
    public (TraversalStep Step, bool OfModule)? FirstKey { get; init; }

    public override string ToString()
    {
        if (Resource is null) return Module.ToString();
        return (Module.IsRoot ? "" : Module + ".") + Resource + Key;
    }
}
