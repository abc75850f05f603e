namespace Plumb.Jinja.Values;

/// <summary>How large one value may grow, so that a hostile template ends with a fault and not with the machine's memory.</summary>
internal static class Bounds
{
    public const int Text = 1 << 26;

    public const int Items = 1 << 24;

    public const int IntegerBits = 1 << 20;

    public static void CheckText(long length)
    {
        if (length > Text) throw new JinjaException("MemoryError", $"a text of {length} characters is more than a template may make ({Text})");
    }

    public static void CheckItems(long count)
    {
        if (count > Items) throw new JinjaException("MemoryError", $"{count} elements are more than a template may make ({Items})");
    }

    public static void CheckInteger(double bits)
    {
        if (bits > IntegerBits) throw new JinjaException("OverflowError", $"an integer of {bits:0} bits is more than a template may make ({IntegerBits})");
    }
}
