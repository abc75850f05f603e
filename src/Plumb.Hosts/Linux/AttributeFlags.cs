namespace Plumb.Hosts.Linux;

/// <summary>The flags of a file as chattr(1) writes them.</summary>
internal static class AttributeFlags
{
    /// <summary>In the order of lsattr(1).</summary>
    private static readonly (char Letter, int Bit)[] _all =
    [
        ('s', 0x1), ('u', 0x2), ('S', 0x8), ('D', 0x10000), ('i', 0x10), ('a', 0x20), ('d', 0x40), ('A', 0x80), ('c', 0x4), ('E', 0x800), ('j', 0x4000),
        ('I', 0x1000), ('t', 0x8000), ('T', 0x20000), ('h', 0x40000), ('e', 0x80000), ('V', 0x100000), ('C', 0x800000), ('x', 0x2000000), ('F', 0x40000000),
        ('N', 0x10000000), ('P', 0x20000000), ('m', 0x400),
    ];

    /// <summary>What no one may change: it tells how the file is stored.</summary>
    private const int Fixed = 0x800 | 0x1000 | 0x40000 | 0x80000 | 0x100000 | 0x10000000;

    public static string Text(int flags) => string.Concat(_all.Where(f => (flags & f.Bit) != 0).Select(f => f.Letter));

    /// <summary>The flags after a change such as <c>+i</c>, <c>-a</c>, <c>=ad</c>; without a sign, exactly these. Null where a letter is unknown.</summary>
    public static int? Apply(int flags, string change)
    {
        var sign = change.Length > 0 && change[0] is '+' or '-' or '=' ? change[0] : '=';
        var bits = 0;
        foreach (var letter in change.TrimStart('+', '-', '='))
        {
            var bit = _all.FirstOrDefault(f => f.Letter == letter).Bit;
            if (bit == 0) return null;
            bits |= bit;
        }
        return sign switch
        {
            '+' => flags | bits,
            '-' => flags & ~bits,
            _ => (flags & Fixed) | bits,
        };
    }
}
