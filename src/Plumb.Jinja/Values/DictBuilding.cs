namespace Plumb.Jinja.Values;

/// <summary>Making dictionaries of what Python makes them of: mappings, and pairs.</summary>
internal static class DictBuilding
{
    public static void AddAll(PyDict dict, object? source)
    {
        if (source is IPyMapping mapping)
        {
            dict.Update(mapping);
            return;
        }
        var index = 0;
        foreach (var pair in PyValues.Iterate(source))
        {
            var items = PyValues.IterateOrNone(pair) ?? throw JinjaException.Type($"cannot convert dictionary update sequence element #{index} to a sequence");
            object?[] parts = [.. items.Take(3)];
            if (parts.Length != 2) throw JinjaException.Value($"dictionary update sequence element #{index} has length {PyValues.LengthOrNone(pair) ?? parts.Length}; 2 is required");
            dict[parts[0]] = parts[1];
            index++;
        }
    }
}
