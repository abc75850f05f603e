namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>The codes of deflate for lengths and distances of matches (RFC 1951, section 3.2.5).</summary>
internal static class DeflateCodes
{
    internal const int EndOfBlock = 256;
    internal const int FirstLength = 257;
    internal const int LiteralsAndLengths = 286;
    internal const int Distances = 30;
    internal const int MinMatch = 3;
    internal const int MaxMatch = 258;

    private const int LongestLengthCode = 28;

    private static readonly int[] LengthBases = Bases(LongestLengthCode, perStep: 4, first: MinMatch);
    private static readonly int[] DistanceBases = Bases(Distances, perStep: 2, first: 1);
    private static readonly byte[] LengthCodes = CodesOf(LengthBases, MaxMatch);

    /// <summary>The code of a length, from 0, with the bits that follow it.</summary>
    internal static (int Code, int Extra, int ExtraBits) OfLength(int length)
    {
        if (length == MaxMatch) return (LongestLengthCode, 0, 0);
        var code = LengthCodes[length];
        return (code, length - LengthBases[code], ExtraBitsOfLength(code));
    }

    internal static (int Code, int Extra, int ExtraBits) OfDistance(int distance)
    {
        var found = Array.BinarySearch(DistanceBases, distance);
        var code = found < 0 ? ~found - 1 : found;
        return (code, distance - DistanceBases[code], ExtraBitsOfDistance(code));
    }

    internal static int ExtraBitsOfLength(int code) => code is < 8 or LongestLengthCode ? 0 : code / 4 - 1;

    internal static int ExtraBitsOfDistance(int code) => code < 4 ? 0 : code / 2 - 1;

    /// <summary>After the first two steps each step of codes has one bit more, and so covers twice as much.</summary>
    private static int[] Bases(int codes, int perStep, int first)
    {
        var bases = new int[codes];
        for (var code = 0; code < codes; code++)
        {
            bases[code] = first;
            first += 1 << Math.Max(0, code / perStep - 1);
        }
        return bases;
    }

    private static byte[] CodesOf(int[] bases, int end)
    {
        var codes = new byte[end];
        for (var code = 0; code < bases.Length; code++)
            for (var value = bases[code]; value < end; value++) codes[value] = (byte)code;
        return codes;
    }
}
