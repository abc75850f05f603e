namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>A literal byte, or, where it has a distance, a match of some length.</summary>
internal readonly record struct DeflateToken(int LiteralOrLength, int Distance);

/// <summary>Writes blocks of tokens in the smallest of the three forms: stored, with the fixed code, or with a code of their own.</summary>
internal sealed class DeflateBlockWriter(Stream output)
{
    private const int MaxStored = 65_535;

    private readonly BitWriter _output = new(output);
    private readonly int[] _literals = new int[DeflateCodes.LiteralsAndLengths];
    private readonly int[] _distances = new int[DeflateCodes.Distances];

    /// <summary>The original is what the tokens stand for, or null where it is no longer at hand to be stored.</summary>
    internal void Write(IReadOnlyList<DeflateToken> tokens, ReadOnlyMemory<byte>? original)
    {
        Count(tokens);
        var (literals, distances) = (HuffmanCode.Of(_literals, 15), HuffmanCode.Of(_distances, 15));
        var header = new DeflateHeader(literals.Lengths, distances.Lengths, LastUsed(_literals), LastUsed(_distances));
        var isStorable = original is { Length: <= MaxStored };
        // What follows the codes is the same in both; only against storing does it count.
        var extra = isStorable ? ExtraBits() : 0;
        var fixedSize = 3 + HuffmanCode.FixedLiterals.SizeOf(_literals) + HuffmanCode.FixedDistances.SizeOf(_distances) + extra;
        var ownSize = 3 + header.Size + literals.SizeOf(_literals) + distances.SizeOf(_distances) + extra;
        var isFixed = ownSize >= fixedSize;
        if (isStorable && original is { } bytes && (bytes.Length + 5) * 8 < Math.Min(fixedSize, ownSize))
        {
            WriteStored(bytes.Span, isLast: false);
            return;
        }
        _output.Write(isFixed ? 2 : 4, 3);
        if (!isFixed) header.Write(_output);
        WriteTokens(tokens, isFixed ? HuffmanCode.FixedLiterals : literals, isFixed ? HuffmanCode.FixedDistances : distances);
    }

    internal void WriteStored(ReadOnlySpan<byte> bytes, bool isLast)
    {
        _output.Write(isLast ? 1 : 0, 3);
        _output.AlignToByte();
        _output.Write(bytes.Length, 16);
        _output.Write(~bytes.Length & 0xFFFF, 16);
        _output.WriteBytes(bytes);
    }

    private static int LastUsed(int[] frequencies) => Array.FindLastIndex(frequencies, static f => f > 0) + 1;

    private void Count(IReadOnlyList<DeflateToken> tokens)
    {
        Array.Clear(_literals);
        Array.Clear(_distances);
        foreach (var token in tokens)
        {
            if (token.Distance == 0)
            {
                _literals[token.LiteralOrLength]++;
                continue;
            }
            _literals[DeflateCodes.FirstLength + DeflateCodes.OfLength(token.LiteralOrLength).Code]++;
            _distances[DeflateCodes.OfDistance(token.Distance).Code]++;
        }
        _literals[DeflateCodes.EndOfBlock] = 1;
        // A code of distances must not be empty.
        if (LastUsed(_distances) == 0) _distances[0] = 1;
    }

    private int ExtraBits()
    {
        var bits = 0;
        for (var i = DeflateCodes.FirstLength; i < _literals.Length; i++) bits += _literals[i] * DeflateCodes.ExtraBitsOfLength(i - DeflateCodes.FirstLength);
        for (var i = 0; i < _distances.Length; i++) bits += _distances[i] * DeflateCodes.ExtraBitsOfDistance(i);
        return bits;
    }

    private void WriteTokens(IReadOnlyList<DeflateToken> tokens, HuffmanCode literals, HuffmanCode distances)
    {
        foreach (var token in tokens)
        {
            if (token.Distance == 0)
            {
                literals.Write(_output, token.LiteralOrLength);
                continue;
            }
            var length = DeflateCodes.OfLength(token.LiteralOrLength);
            literals.Write(_output, DeflateCodes.FirstLength + length.Code);
            _output.Write(length.Extra, length.ExtraBits);
            var distance = DeflateCodes.OfDistance(token.Distance);
            distances.Write(_output, distance.Code);
            _output.Write(distance.Extra, distance.ExtraBits);
        }
        literals.Write(_output, DeflateCodes.EndOfBlock);
    }
}
