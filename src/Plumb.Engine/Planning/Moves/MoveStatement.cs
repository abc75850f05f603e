using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Planning.Moves;

/// <summary>One <c>moved</c> block, written in a module; it speaks of every instance of that module.</summary>
internal sealed record MoveStatement(ModuleAddress Module, MoveEndpoint From, MoveEndpoint To, MovedConfig Config)
{
    /// <summary>Where an instance goes; null where the statement does not speak of it.</summary>
    public ResourceInstanceAddress? Target(ResourceAddress resource, InstanceKey key)
    {
        if (Ancestor(resource.Module, Module.Depth) is not { } within || !within.Module.Equals(Module)) return null;
        return From.Resource is null ? TargetOfModule(within, resource, key) : TargetOfResource(within, resource, key);
    }

    private ResourceInstanceAddress? TargetOfResource(ModuleInstanceAddress within, ResourceAddress resource, InstanceKey key)
    {
        if (!From.ModuleIn(within).Equals(resource.Module) || From.Resource is null || To.Resource is null || !From.Resource.Equals(resource.Resource)) return null;
        var moved = new ResourceAddress(To.ModuleIn(within), To.Resource);
        // Ends without keys speak of the whole resource, unless only one of them has a key.
        if (From.Key.IsNone && To.Key.IsNone) return moved.Instance(key);
        return From.Key == key ? moved.Instance(To.Key) : null;
    }

    private ResourceInstanceAddress? TargetOfModule(ModuleInstanceAddress within, ResourceAddress resource, InstanceKey key)
    {
        var depth = within.Depth + From.Modules.Count;
        if (Ancestor(resource.Module, depth) is not { } called) return null;
        var named = From.ModuleIn(within);
        var whole = From.Modules[^1].Key.IsNone && To.Modules[^1].Key.IsNone;
        if (whole ? !named.Module.Equals(called.Module) || !Equals(named.Parent, called.Parent) : !named.Equals(called)) return null;
        var target = To.ModuleIn(within);
        if (whole && target.Parent is { } parent) target = parent.Child(target.Name, called.Key);
        return new ResourceAddress(Rebase(resource.Module, depth, target), resource.Resource).Instance(key);
    }

    private static ModuleInstanceAddress Rebase(ModuleInstanceAddress module, int depth, ModuleInstanceAddress target) =>
        module.Depth <= depth || module.Parent is not { } parent ? target : Rebase(parent, depth, target).Child(module.Name, module.Key);

    private static ModuleInstanceAddress? Ancestor(ModuleInstanceAddress module, int depth)
    {
        if (module.Depth < depth) return null;
        while (module.Depth > depth && module.Parent is { } parent) module = parent;
        return module;
    }
}
