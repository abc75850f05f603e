using System.Globalization;
using System.Text;

namespace Plumb.Engine.Functions.Encodings;

/// <summary>The character sets of IANA's registry that the peer takes, by all their names there, in any case.</summary>
internal static class Charsets
{
    private const string Resource = "Plumb.Engine.SingleByteCharsets.txt";

    private static readonly Lazy<Dictionary<string, Func<Charset>>> ByName = new(Load);

    private static readonly PlatformName[] Platform =
    [
        new("UTF-8", 65001, "csutf8"),
        new("UTF-16BE", 1201, "csutf16be"),
        new("UTF-16LE", 1200, "csutf16le"),
        new("Extended_UNIX_Code_Packed_Format_for_Japanese", 51932, "cseucpkdfmtjapanese euc-jp"),
        new("ISO-2022-JP", 50220, "csiso2022jp"),
        new("Shift_JIS", 932, "csshiftjis ms_kanji"),
        new("EUC-KR", 949, "cseuckr"),
        new("GB18030", 54936, "csgb18030"),
        new("GBK", 936, "cp936 csgbk ms936 windows-936"),
        new("Big5", 950, "csbig5"),
    ];

    private sealed record PlatformName(string Name, int CodePage, string Others);

    internal static Charset? Find(string name) => ByName.Value.TryGetValue(name.Trim(), out var make) ? make() : null;

    private static Dictionary<string, Func<Charset>> Load()
    {
        var all = new Dictionary<string, Func<Charset>>(StringComparer.OrdinalIgnoreCase);
        foreach (var p in Platform) Add(all, p.Name, p.Others, () => new PlatformCharset(p.Name, OfCodePage(p.CodePage)));
        Add(all, "UTF-16", "csutf16", static () => new MarkedUtf16Charset());
        Add(all, "HZ-GB-2312", "", static () => new HzCharset(OfCodePage(52936)));

        using var stream = typeof(Charsets).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var fields = line.Split('|');
            Add(all, fields[0], fields[1], () => new SingleByteCharset(fields[0], ParseRuns(fields[2])));
        }
        return all;
    }

    /// <summary>Each is made when first used, and then kept.</summary>
    private static void Add(Dictionary<string, Func<Charset>> all, string name, string others, Func<Charset> make)
    {
        var charset = new Lazy<Charset>(make);
        foreach (var each in others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(name)) all[each] = () => charset.Value;
    }

    private static Encoding OfCodePage(int codePage)
    {
        var (encoder, decoder) = (EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"));
        return CodePagesEncodingProvider.Instance.GetEncoding(codePage, encoder, decoder)
            ?? Encoding.GetEncoding(codePage, encoder, decoder);
    }

    private static char[] ParseRuns(string runs)
    {
        var characters = new char[256];
        var at = 0;
        foreach (var run in runs.Split(' '))
        {
            var star = run.IndexOf('*', StringComparison.Ordinal);
            var count = star < 0 ? 1 : Hex(run[(star + 1)..]);
            var first = star < 0 ? run : run[..star];
            for (var i = 0; i < count; i++) characters[at++] = first == "-" ? '\uFFFD' : (char)(Hex(first) + i);
        }
        return characters;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
