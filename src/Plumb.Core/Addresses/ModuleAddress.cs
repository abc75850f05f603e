using Plumb.Core.Text;

namespace Plumb.Core.Addresses;

/// <summary>A module in the configuration: the names of the calls that lead to it, without instance keys. The root has none.</summary>
public sealed class ModuleAddress : IEquatable<ModuleAddress>, IComparable<ModuleAddress>
{
    private readonly int _hash;

    private ModuleAddress(ModuleAddress? parent, string name)
    {
        Parent = parent;
        Name = name;
        Depth = parent is null ? 0 : parent.Depth + 1;
        _hash = HashCode.Combine(parent?._hash ?? 0, name.GetHashCode(StringComparison.Ordinal));
    }

    public static ModuleAddress Root { get; } = new(null, "");

    /// <summary>Null for the root.</summary>
    public ModuleAddress? Parent { get; }

    /// <summary>The name of the last call; empty for the root.</summary>
    public string Name { get; }

    public int Depth { get; }

    public bool IsRoot => Parent is null;

    public ModuleAddress Child(string name) => new(this, name);

    public IReadOnlyList<string> Names()
    {
        var names = new string[Depth];
        for (var m = this; m.Parent is { } parent; m = parent) names[m.Depth - 1] = m.Name;
        return names;
    }

    public bool Equals(ModuleAddress? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && other._hash == _hash && other.Depth == Depth && other.Name == Name
            && (Parent is null || Parent.Equals(other.Parent));
    }

    public override bool Equals(object? obj) => Equals(obj as ModuleAddress);

    public override int GetHashCode() => _hash;

    /// <summary>Shorter paths first, then name by name.</summary>
    public int CompareTo(ModuleAddress? other)
    {
        if (other is null) return 1;
        if (Depth != other.Depth) return Depth.CompareTo(other.Depth);
        var (mine, theirs) = (Names(), other.Names());
        for (var i = 0; i < mine.Count; i++)
            if (Utf8Order.Compare(mine[i], theirs[i]) is not 0 and var order) return order;
        return 0;
    }

    /// <summary><c>module.a.module.b</c>; empty for the root.</summary>
    public override string ToString() => Parent is null ? "" : Parent.IsRoot ? "module." + Name : Parent + ".module." + Name;
}
