namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>A set of code points. Immutable: sorted ranges that neither overlap nor touch, with a bitmap for ASCII.</summary>
internal sealed class CharacterClass
{
    internal const int MaxCodePoint = 0x10FFFF;

    private readonly (int First, int Last)[] _ranges;
    private readonly ulong _asciiLow;
    private readonly ulong _asciiHigh;

    private CharacterClass((int First, int Last)[] ranges)
    {
        _ranges = ranges;
        for (var c = 0; c < 64; c++) if (Search(c)) _asciiLow |= 1UL << c;
        for (var c = 64; c < 128; c++) if (Search(c)) _asciiHigh |= 1UL << (c - 64);
    }

    internal static CharacterClass Empty { get; } = new([]);

    internal static CharacterClass Any { get; } = new([(0, MaxCodePoint)]);

    internal static CharacterClass AnyButNewline { get; } = new([(0, '\n' - 1), ('\n' + 1, MaxCodePoint)]);

    internal IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    internal static CharacterClass Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted, static (a, b) => a.First.CompareTo(b.First));
        var merged = new List<(int First, int Last)>(sorted.Length);
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }
        return new CharacterClass([.. merged]);
    }

    internal static CharacterClass Union(IEnumerable<CharacterClass> classes) => Of(classes.SelectMany(c => c._ranges));

    internal CharacterClass Negated()
    {
        var gaps = new List<(int, int)>(_ranges.Length + 1);
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next) gaps.Add((next, first - 1));
            next = last + 1;
        }
        if (next <= MaxCodePoint) gaps.Add((next, MaxCodePoint));
        return new CharacterClass([.. gaps]);
    }

    internal bool Contains(int codePoint) => codePoint switch
    {
        < 64 => (_asciiLow >> codePoint & 1) != 0,
        < 128 => (_asciiHigh >> (codePoint - 64) & 1) != 0,
        _ => Search(codePoint),
    };

    private bool Search(int codePoint)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var (first, last) = _ranges[middle];
            if (codePoint < first) high = middle - 1;
            else if (codePoint > last) low = middle + 1;
            else return true;
        }
        return false;
    }
}
