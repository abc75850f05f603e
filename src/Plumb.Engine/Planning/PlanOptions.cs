using Plumb.Core.Addresses;
using Plumb.Engine.Planning.Model;

namespace Plumb.Engine.Planning;

/// <summary>What is asked of a plan.</summary>
public sealed record PlanOptions
{
    public PlanMode Mode { get; init; }

    /// <summary>Ask providers what became of the objects in the state.</summary>
    public bool Refresh { get; init; } = true;

    /// <summary>Only these, and what they need; empty for all.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>All but these, and what needs them.</summary>
    public IReadOnlyList<Target> Excludes { get; init; } = [];

    public IReadOnlyList<ResourceInstanceAddress> Replace { get; init; } = [];

    /// <summary>Only these actions, and no change of any object; empty for a plan of changes.</summary>
    public IReadOnlyList<Target> Invoke { get; init; } = [];

    /// <summary>Changes that cannot be planned yet may wait for a later plan.</summary>
    public bool DeferralAllowed { get; init; }

    /// <summary>The file that configuration of imported objects that have none is to go to, as diagnostics name it; null to generate none.</summary>
    public string? GeneratedFile { get; init; }
}

/// <summary>A module instance, a resource, or one instance of a resource; a module or resource without a key takes in all its instances.</summary>
public sealed record Target(ModuleInstanceAddress Module, ResourceName? Resource, InstanceKey Key)
{

    public bool Matches(ResourceInstanceAddress address)
    {
        if (!MatchesModule(address.Module)) return false;
        if (Resource is null) return true;
        return Resource.Equals(address.Resource.Resource) && (Key.IsNone || Key == address.Key);
    }

    public bool MatchesBlock(ResourceConfigAddress block)
    {
        if (Resource is not null) return Module.Module.Equals(block.Module) && Resource.Equals(block.Resource);
        for (var module = block.Module; module is not null; module = module.Parent)
            if (module.Equals(Module.Module)) return true;
        return false;
    }

    public override string ToString() => Resource is null ? Module.ToString() : new ResourceInstanceAddress(new ResourceAddress(Module, Resource), Key).ToString();

    private bool MatchesModule(ModuleInstanceAddress module)
    {
        if (Resource is not null && module.Depth != Module.Depth) return false;
        while (module.Depth > Module.Depth && module.Parent is { } parent) module = parent;
        if (module.Depth != Module.Depth) return false;
        for (var (mine, theirs) = (Module, module); mine.Parent is { } up && theirs.Parent is { } theirUp; (mine, theirs) = (up, theirUp))
            if (mine.Name != theirs.Name || (!mine.Key.IsNone && mine.Key != theirs.Key)) return false;
        return true;
    }
}
