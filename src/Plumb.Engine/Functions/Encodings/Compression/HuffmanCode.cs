namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>
/// A canonical Huffman code of limited length (RFC 1951, section 3.2.2). Where several are equally good it is the one
/// that the peer finds: packages before leaves of the same weight, and of symbols equally frequent the later is shorter.
/// </summary>
internal sealed class HuffmanCode
{
    private readonly ushort[] _codes;

    private HuffmanCode(byte[] lengths)
    {
        Lengths = lengths;
        _codes = new ushort[lengths.Length];
    }

    /// <summary>In bits; 0 for symbols that do not occur.</summary>
    internal byte[] Lengths { get; }

    internal static HuffmanCode FixedLiterals { get; } =
        Canonical([.. Enumerable.Range(0, DeflateCodes.LiteralsAndLengths + 2).Select(static s => (byte)(s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8))]);

    internal static HuffmanCode FixedDistances { get; } = Canonical([.. Enumerable.Repeat((byte)5, DeflateCodes.Distances)]);

    internal static HuffmanCode Of(ReadOnlySpan<int> frequencies, int maxLength)
    {
        var lengths = new byte[frequencies.Length];
        var symbols = new List<(int Symbol, int Frequency)>();
        for (var i = 0; i < frequencies.Length; i++)
            if (frequencies[i] > 0) symbols.Add((i, frequencies[i]));
        if (symbols.Count <= 2)
        {
            foreach (var (symbol, _) in symbols) lengths[symbol] = 1;
            return Canonical(lengths);
        }
        symbols.Sort(static (a, b) => (a.Frequency, a.Symbol).CompareTo((b.Frequency, b.Symbol)));
        var next = symbols.Count;
        var counts = CountByLength([.. symbols.Select(s => s.Frequency)], Math.Min(maxLength, symbols.Count - 1));
        for (var length = 1; length < counts.Length; length++)
            for (var i = 0; i < counts[length]; i++) lengths[symbols[--next].Symbol] = (byte)length;
        return Canonical(lengths);
    }

    internal int SizeOf(ReadOnlySpan<int> frequencies)
    {
        var bits = 0;
        for (var i = 0; i < frequencies.Length; i++) bits += frequencies[i] * Lengths[i];
        return bits;
    }

    internal void Write(BitWriter output, int symbol) => output.Write(_codes[symbol], Lengths[symbol]);

    /// <summary>How many symbols have each length, by package-merge over the frequencies in rising order.</summary>
    private static int[] CountByLength(int[] frequencies, int maxLength)
    {
        // At each level the leaves are merged with pairs from the level below; all that matters is which item is a leaf.
        var isLeaf = new bool[maxLength][];
        long[] below = [];
        for (var level = 0; level < maxLength; level++)
        {
            var weights = new List<long>(frequencies.Length * 2);
            var leaves = new List<bool>(frequencies.Length * 2);
            for (int leaf = 0, pair = 0; leaf < frequencies.Length || pair + 1 < below.Length;)
            {
                var pairWeight = pair + 1 < below.Length ? below[pair] + below[pair + 1] : long.MaxValue;
                var takesLeaf = leaf < frequencies.Length && frequencies[leaf] < pairWeight;
                weights.Add(takesLeaf ? frequencies[leaf++] : pairWeight);
                if (!takesLeaf) pair += 2;
                leaves.Add(takesLeaf);
            }
            below = [.. weights];
            isLeaf[level] = [.. leaves];
        }

        var counts = new int[maxLength + 1];
        var active = 2 * frequencies.Length - 2;
        var before = 0;
        for (var level = maxLength - 1; level >= 0; level--)
        {
            var leaves = isLeaf[level].AsSpan(0, active).Count(true);
            // Leaves that are active here and no longer below have as many bits as levels were passed.
            if (level < maxLength - 1) counts[maxLength - 1 - level] = before - leaves;
            before = leaves;
            active = 2 * (active - leaves);
        }
        counts[maxLength] = before;
        return counts;
    }

    private static HuffmanCode Canonical(byte[] lengths)
    {
        var result = new HuffmanCode(lengths);
        var code = 0;
        for (var length = 1; length <= 15; length++, code <<= 1)
            for (var symbol = 0; symbol < lengths.Length; symbol++)
                if (lengths[symbol] == length) result._codes[symbol] = Reverse(code++, length);
        return result;
    }

    /// <summary>Codes are written from their highest bit.</summary>
    private static ushort Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++) reversed = (reversed << 1) | ((code >> i) & 1);
        return (ushort)reversed;
    }
}
