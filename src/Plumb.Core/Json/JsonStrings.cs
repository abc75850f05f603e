using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plumb.Core.Json;

/// <summary>
/// The text of string tokens as the peers read it: what is not UTF-8, and half a surrogate pair in an escape, becomes
/// U+FFFD instead of failing.
/// </summary>
internal static class JsonStrings
{
    /// <summary>Of a string or property name token, not normalized.</summary>
    internal static string Get(ref Utf8JsonReader reader)
    {
        var utf8 = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return reader.ValueIsEscaped ? Unescape(utf8) : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>The reader has checked the form of the escapes already.</summary>
    private static string Unescape(ReadOnlySpan<byte> utf8)
    {
        var chars = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            var written = 0;
            while (utf8.IndexOf((byte)'\\') is >= 0 and var at)
            {
                written += Encoding.UTF8.GetChars(utf8[..at], chars.AsSpan(written));
                utf8 = utf8[at..];
                written += TakeEscape(ref utf8, chars.AsSpan(written));
            }
            written += Encoding.UTF8.GetChars(utf8, chars.AsSpan(written));
            return new string(chars, 0, written);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static int TakeEscape(ref ReadOnlySpan<byte> utf8, Span<char> chars)
    {
        chars[0] = utf8[1] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'u' => CodeUnit(utf8),
            var other => (char)other,
        };
        var isCodeUnit = utf8[1] == (byte)'u';
        utf8 = utf8[(isCodeUnit ? 6 : 2)..];
        if (!isCodeUnit || !char.IsSurrogate(chars[0])) return 1;
        if (utf8.Length >= 6 && utf8.StartsWith("\\u"u8) && char.IsSurrogatePair(chars[0], CodeUnit(utf8)))
        {
            chars[1] = CodeUnit(utf8);
            utf8 = utf8[6..];
            return 2;
        }
        chars[0] = '\uFFFD';
        return 1;
    }

    private static char CodeUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
