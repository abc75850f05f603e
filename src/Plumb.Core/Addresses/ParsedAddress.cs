namespace Plumb.Core.Addresses;

/// <summary>What an address names: a module instance, or a resource in one; without a key, a resource with all its instances.</summary>
public readonly record struct ParsedAddress(ModuleInstanceAddress Module, ResourceName? Resource, InstanceKey Key)
{
    public override string ToString() =>
        Resource is null ? Module.ToString() : (Module.IsRoot ? "" : Module + ".") + Resource + Key;
}
