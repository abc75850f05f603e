using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>How one entry of "keyed_groups" names groups: a prefix, a separator and the key; for a mapping its keys with their values.</summary>
internal sealed record KeyedGroupNames(string Prefix, string Separator, string? Default, bool HasTrailingSeparator, bool HasLeadingSeparator)
{
    public static KeyedGroupNames Of(PyDict entry, bool hasLeadingSeparator)
    {
        string? Text(string name) => entry.TryGet(name, out var value) && value is not null ? PyValues.Str(value) : null;
        var fallback = Text("default_value");
        var trailing = entry.TryGet("trailing_separator", out var written) ? written : null;
        if (trailing is not null && fallback is not null) throw new InventoryException("parameters are mutually exclusive for keyed groups: default_value|trailing_separator");
        return new KeyedGroupNames(Text("prefix") ?? "", Text("separator") ?? "_", fallback, trailing is not false, hasLeadingSeparator);
    }

    /// <summary>Whether the key makes any group: an empty one does only with a default.</summary>
    public bool Accepts(object? key) => PyValues.Truth(key) || (key is "" && Default is not null);

    public IEnumerable<string> Of(object? key)
    {
        var separator = Prefix.Length == 0 && !HasLeadingSeparator ? "" : Separator;
        return BareNames(key).Select(name => Prefix + separator + name);
    }

    private IEnumerable<string> BareNames(object? key) => key switch
    {
        string text => [text.Length == 0 && Default is not null ? Default : text],
        PyList list => list.Select(item => item is "" && Default is not null ? Default : PyValues.Str(item)),
        PyDict dict => dict.Entries.Select(e => MappingName(PyValues.Str(e.Key), e.Value)),
        _ => throw new InventoryException($"Invalid group name format, expected a string or a list of them or dictionary, got: {PyValues.TypeName(key)}"),
    };

    private string MappingName(string name, object? value)
    {
        if (value is not "") return name + Separator + PyValues.Str(value);
        if (Default is not null) return name + Separator + Default;
        return HasTrailingSeparator ? name + Separator : name;
    }
}
