using System.Globalization;

namespace Plumb.Core.Json;

/// <summary>
/// JSON may name half of a surrogate pair, which is no character. The peer's reader takes it as the replacement
/// character; the platform's refuses the text, often only when it is used.
/// </summary>
public static class SurrogateEscapes
{
    private const int EscapeLength = 6;

    /// <summary>The same text with <c>\ufffd</c> for each half that stands alone; the very same memory where there is none.</summary>
    public static ReadOnlyMemory<byte> ReplaceLone(ReadOnlyMemory<byte> utf8)
    {
        byte[]? replaced = null;
        var text = utf8.Span;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0) break;
            at += next;
            if (!TryReadSurrogate(text, at, out var unit))
            {
                at++;
                continue;
            }
            if (char.IsHighSurrogate(unit) && TryReadSurrogate(text, at + EscapeLength, out var low) && char.IsLowSurrogate(low))
            {
                at += (2 * EscapeLength) - 1;
                continue;
            }
            replaced ??= utf8.ToArray();
            "\\ufffd"u8.CopyTo(replaced.AsSpan(at));
            at += EscapeLength - 1;
        }
        return replaced ?? utf8;
    }

    private static bool TryReadSurrogate(ReadOnlySpan<byte> text, int at, out char unit)
    {
        unit = '\0';
        if (at + EscapeLength > text.Length || text[at] != '\\' || text[at + 1] != 'u') return false;
        if (!ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        unit = (char)value;
        return char.IsSurrogate(unit);
    }
}
