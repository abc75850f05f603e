namespace Plumb.Hcl.Parsing;

/// <summary>One string for all occurrences of a name in a file: large configurations repeat few names.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NamePool() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> name)
    {
        if (_lookup.TryGetValue(name, out var known)) return known;
        var added = name.ToString();
        _names.Add(added);
        return added;
    }
}
