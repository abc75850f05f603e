using Plumb.Core.Text;

namespace Plumb.Core.Addresses;

public enum ResourceMode
{
    Managed,
    Data,
    Ephemeral,

    /// <summary>A question for objects that exist, in a query.</summary>
    List,

    /// <summary>Something that can be done, which is no object.</summary>
    Action,
}

/// <summary>A resource block within its module: mode, type and name.</summary>
public sealed record ResourceName(ResourceMode Mode, string Type, string Name) : IComparable<ResourceName>
{
    /// <summary>The peer's order: data sources first, resources last, then by type and name.</summary>
    public int CompareTo(ResourceName? other)
    {
        if (other is null) return 1;
        if (Mode != other.Mode) return Rank(Mode).CompareTo(Rank(other.Mode));
        return Utf8Order.Compare(Type, other.Type) is not 0 and var types ? types : Utf8Order.Compare(Name, other.Name);
    }

    /// <summary><c>T.N</c>, <c>data.T.N</c>, <c>ephemeral.T.N</c>, <c>list.T.N</c> or <c>action.T.N</c>.</summary>
    public override string ToString() => Mode switch
    {
        ResourceMode.Managed => $"{Type}.{Name}",
        ResourceMode.Data => $"data.{Type}.{Name}",
        ResourceMode.List => $"list.{Type}.{Name}",
        ResourceMode.Action => $"action.{Type}.{Name}",
        _ => $"ephemeral.{Type}.{Name}",
    };

    private static int Rank(ResourceMode mode) => mode switch
    {
        ResourceMode.Data => 0,
        ResourceMode.Ephemeral => 1,
        ResourceMode.Managed => 2,
        ResourceMode.List => 3,
        _ => 4,
    };
}

/// <summary>A resource block of the configuration, whatever the instances of its module are.</summary>
public sealed record ResourceConfigAddress(ModuleAddress Module, ResourceName Resource)
{
    public override string ToString() => Module.IsRoot ? Resource.ToString() : $"{Module}.{Resource}";
}

/// <summary>A resource in one instance of its module; it may have any number of instances.</summary>
public sealed record ResourceAddress(ModuleInstanceAddress Module, ResourceName Resource) : IComparable<ResourceAddress>
{
    private string? _text;

    public ResourceConfigAddress Config => new(Module.Module, Resource);

    public ResourceInstanceAddress Instance(InstanceKey key) => new(this, key);

    public bool Equals(ResourceAddress? other) =>
        other is not null && (ReferenceEquals(this, other) || (Module.Equals(other.Module) && Resource.Equals(other.Resource)));

    public override int GetHashCode() => HashCode.Combine(Module, Resource);

    public int CompareTo(ResourceAddress? other)
    {
        if (other is null) return 1;
        return Module.CompareTo(other.Module) is not 0 and var modules ? modules : Resource.CompareTo(other.Resource);
    }

    public override string ToString() => _text ??= Module.IsRoot ? Resource.ToString() : $"{Module}.{Resource}";
}

/// <summary>One instance of a resource: what has an object, or will have one.</summary>
public sealed record ResourceInstanceAddress(ResourceAddress Resource, InstanceKey Key) : IComparable<ResourceInstanceAddress>
{
    /// <summary>Whether it stands for instances that are not known yet, of the resource or of a module around it.</summary>
    public bool IsPartial => Key.IsAny || Module.IsPartial;

    public ModuleInstanceAddress Module => Resource.Module;

    public bool Equals(ResourceInstanceAddress? other) =>
        other is not null && (ReferenceEquals(this, other) || (Key == other.Key && Resource.Equals(other.Resource)));

    public override int GetHashCode() => HashCode.Combine(Resource, Key);

    public int CompareTo(ResourceInstanceAddress? other)
    {
        if (other is null) return 1;
        return Resource.CompareTo(other.Resource) is not 0 and var resources ? resources : Key.CompareTo(other.Key);
    }

    public override string ToString() => Resource.ToString() + Key;
}
