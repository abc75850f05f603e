using Plumb.Core.Text;

namespace Plumb.Core.Addresses;

/// <summary>One instance of a module: the calls that lead to it, each with its instance key.</summary>
public sealed class ModuleInstanceAddress : IEquatable<ModuleInstanceAddress>, IComparable<ModuleInstanceAddress>
{
    private readonly int _hash;
    private string? _text;

    private ModuleInstanceAddress(ModuleInstanceAddress? parent, ModuleAddress module, InstanceKey key)
    {
        Parent = parent;
        Module = module;
        Key = key;
        _hash = HashCode.Combine(parent?._hash ?? 0, module.Name.GetHashCode(StringComparison.Ordinal), key.GetHashCode());
    }

    public static ModuleInstanceAddress Root { get; } = new(null, ModuleAddress.Root, InstanceKey.None);

    /// <summary>Null for the root.</summary>
    public ModuleInstanceAddress? Parent { get; }

    /// <summary>The module that this is an instance of.</summary>
    public ModuleAddress Module { get; }

    /// <summary>The name of the last call; empty for the root.</summary>
    public string Name => Module.Name;

    public InstanceKey Key { get; }

    public bool IsRoot => Parent is null;

    public int Depth => Module.Depth;

    /// <summary>Whether any call on the way has an instance key, so that other instances of the module may exist.</summary>
    public bool HasKeys => !Key.IsNone || (Parent?.HasKeys ?? false);

    /// <summary>Whether it stands for instances that are not known yet, of the module or of one around it.</summary>
    public bool IsPartial => Key.IsAny || (Parent?.IsPartial ?? false);

    public ModuleInstanceAddress Child(string name, InstanceKey key) => new(this, Module.Child(name), key);

    /// <summary>The same with the module given, to share it among instances; its parent must be this one's module.</summary>
    public ModuleInstanceAddress Child(ModuleAddress module, InstanceKey key) => new(this, module, key);

    /// <summary>Whether this is the other or inside it.</summary>
    public bool IsWithin(ModuleInstanceAddress other)
    {
        var at = this;
        while (at.Depth > other.Depth && at.Parent is { } parent) at = parent;
        return at.Equals(other);
    }

    public bool Equals(ModuleInstanceAddress? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && other._hash == _hash && other.Depth == Depth && other.Name == Name && other.Key == Key
            && (Parent is null || Parent.Equals(other.Parent));
    }

    public override bool Equals(object? obj) => Equals(obj as ModuleInstanceAddress);

    public override int GetHashCode() => _hash;

    /// <summary>The peer's order: shorter paths first, then step by step.</summary>
    public int CompareTo(ModuleInstanceAddress? other)
    {
        if (other is null) return 1;
        if (ReferenceEquals(this, other)) return 0;
        if (Depth != other.Depth) return Depth.CompareTo(other.Depth);
        if (Parent is null || other.Parent is null) return 0;
        if (Parent.CompareTo(other.Parent) is not 0 and var parents) return parents;
        return Utf8Order.Compare(Name, other.Name) is not 0 and var names ? names : Key.CompareTo(other.Key);
    }

    /// <summary><c>module.a[0].module.b</c>; empty for the root.</summary>
    public override string ToString() =>
        _text ??= Parent is null ? "" : (Parent.IsRoot ? "" : Parent + ".") + "module." + Name + Key;
}
