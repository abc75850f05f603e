using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Encodings of text by the names that Python gives them.</summary>
internal static class PythonEncoding
{
    public static byte[] Encode(string text, string name)
    {
        var encoding = Find(name);
        try
        {
            return [.. Preamble(name, encoding), .. encoding.GetBytes(text)];
        }
        catch (EncoderFallbackException e)
        {
            throw TemplatingException.Python("UnicodeEncodeError", $"'{name}' codec can't encode character '\\u{(int)e.CharUnknown:x4}' in position {e.Index}", e);
        }
    }

    public static string Decode(byte[] bytes, string name)
    {
        var encoding = Find(name);
        try
        {
            var preamble = name.Contains("16", StringComparison.Ordinal) || name.Contains("32", StringComparison.Ordinal) || name.Contains("sig", StringComparison.Ordinal) ? encoding.Preamble : [];
            return encoding.GetString(bytes.AsSpan().StartsWith(preamble) ? bytes.AsSpan(preamble.Length) : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw TemplatingException.Python("UnicodeDecodeError", $"'{name}' codec can't decode byte 0x{(e.BytesUnknown is [var first, ..] ? first : 0):x2} in position {e.Index}", e);
        }
    }

    public static Encoding Find(string name) => name.ToLowerInvariant().Replace('_', '-') switch
    {
        "utf-8" or "utf8" or "u8" or "cp65001" => new UTF8Encoding(false, true),
        "utf-8-sig" => new UTF8Encoding(true, true),
        "utf-16" or "utf16" or "u16" => new UnicodeEncoding(false, true, true),
        "utf-16-le" or "utf-16le" => new UnicodeEncoding(false, false, true),
        "utf-16-be" or "utf-16be" => new UnicodeEncoding(true, false, true),
        "utf-32" or "utf32" or "u32" => new UTF32Encoding(false, true, true),
        "utf-32-le" or "utf-32le" => new UTF32Encoding(false, false, true),
        "utf-32-be" or "utf-32be" => new UTF32Encoding(true, false, true),
        "ascii" or "us-ascii" or "646" => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        "latin-1" or "latin1" or "iso-8859-1" or "iso8859-1" or "l1" or "8859" => Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        var other => CodePage(other) ?? throw TemplatingException.Python("LookupError", $"unknown encoding: {name}"),
    };

    /// <summary>The encodings of one machine or one country, whose names differ from Python's only in dashes.</summary>
    private static Encoding? CodePage(string name)
    {
        var known = name switch
        {
            ['c', 'p', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1250 and <= 1258 => $"windows-{digits}",
            ['c', 'p', .. var digits] when digits.All(char.IsAsciiDigit) => $"ibm{digits}",
            ['i', 's', 'o', '8', '8', '5', '9', '-', .. var part] => $"iso-8859-{part}",
            "sjis" or "shift-jis" => "shift_jis",
            _ => name,
        };
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // utf-16 and utf-32 without a byte order write a mark first.
    private static ReadOnlySpan<byte> Preamble(string name, Encoding encoding) =>
        name.Contains("16", StringComparison.Ordinal) || name.Contains("32", StringComparison.Ordinal) || name.EndsWith("sig", StringComparison.Ordinal) ? encoding.Preamble : [];
}
