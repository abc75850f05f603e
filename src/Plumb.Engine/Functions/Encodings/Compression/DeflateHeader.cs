namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>The head of a block with codes of its own: their lengths, run-length encoded, in a Huffman code in turn (RFC 1951, section 3.2.7).</summary>
internal sealed class DeflateHeader
{
    private const int Repeat = 16;
    private const int ShortZeros = 17;
    private const int LongZeros = 18;
    private const int FewestCodes = 4;

    private static readonly int[] Order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly List<(int Symbol, int Extra)> _runs = [];
    private readonly int[] _frequencies = new int[Order.Length];
    private readonly HuffmanCode _code;
    private readonly int _codes = Order.Length;
    private readonly int _literals;
    private readonly int _distances;

    internal DeflateHeader(byte[] literalLengths, byte[] distanceLengths, int literals, int distances)
    {
        (_literals, _distances) = (literals, distances);
        Encode([.. literalLengths.AsSpan(0, literals), .. distanceLengths.AsSpan(0, distances)]);
        foreach (var (symbol, _) in _runs) _frequencies[symbol]++;
        _code = HuffmanCode.Of(_frequencies, 7);
        while (_codes > FewestCodes && _frequencies[Order[_codes - 1]] == 0) _codes--;
        Size = 5 + 5 + 4 + 3 * _codes + _code.SizeOf(_frequencies) + _runs.Sum(r => ExtraBits(r.Symbol));
    }

    /// <summary>In bits.</summary>
    internal int Size { get; }

    internal void Write(BitWriter output)
    {
        output.Write(_literals - DeflateCodes.FirstLength, 5);
        output.Write(_distances - 1, 5);
        output.Write(_codes - FewestCodes, 4);
        for (var i = 0; i < _codes; i++) output.Write(_code.Lengths[Order[i]], 3);
        foreach (var (symbol, extra) in _runs)
        {
            _code.Write(output, symbol);
            output.Write(extra, ExtraBits(symbol));
        }
    }

    private static int ExtraBits(int symbol) => symbol switch
    {
        Repeat => 2,
        ShortZeros => 3,
        LongZeros => 7,
        _ => 0,
    };

    private void Encode(byte[] lengths)
    {
        for (var at = 0; at < lengths.Length;)
        {
            var end = lengths.AsSpan(at).IndexOfAnyExcept(lengths[at]) is >= 0 and var other ? at + other : lengths.Length;
            AddRun(lengths[at], end - at);
            at = end;
        }
    }

    private void AddRun(int length, int count)
    {
        if (length != 0)
        {
            _runs.Add((length, 0));
            count = AddRepeated(Repeat, count - 1, 3, 6);
        }
        else
        {
            count = AddRepeated(LongZeros, count, 11, 138);
            count = AddRepeated(ShortZeros, count, 3, 10);
        }
        for (; count > 0; count--) _runs.Add((length, 0));
    }

    private int AddRepeated(int symbol, int count, int fewest, int most)
    {
        while (count >= fewest)
        {
            var taken = Math.Min(count, most);
            _runs.Add((symbol, taken - fewest));
            count -= taken;
        }
        return count;
    }
}
