using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>Taking a value apart into as many as there are targets.</summary>
internal static class Unpacking
{
    public static object?[] Unpack(object? value, int count)
    {
        var items = PyValues.IterateOrNone(value) ?? throw JinjaException.Type($"cannot unpack non-iterable {PyTypes.NameOf(value)} object");
        var unpacked = new object?[count];
        var found = 0;
        foreach (var item in items)
        {
            if (found == count) throw JinjaException.Value($"too many values to unpack (expected {count})");
            unpacked[found++] = item;
        }
        return found == count ? unpacked : throw JinjaException.Value($"not enough values to unpack (expected {count}, got {found})");
    }
}
