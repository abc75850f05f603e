using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Plumb.Hcl.Json;

/// <summary>Resolves the escape sequences of a JSON string.</summary>
internal static class JsonStringDecoder
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text between the quotes; if it is faulty, where.</summary>
    public static bool TryDecode(ReadOnlySpan<char> quoted, [NotNullWhen(true)] out string? text, out int faultAt)
    {
        text = null;
        faultAt = quoted.Length;
        if (quoted.Length < 2 || quoted[^1] != '"') return false;
        var inner = quoted[1..^1];
        if (!inner.Contains('\\'))
        {
            text = inner.ToString();
            return true;
        }
        var decoded = new StringBuilder(inner.Length);
        if (!TryDecode(inner, decoded, null, out faultAt)) return false;
        text = decoded.ToString();
        return true;
    }

    /// <summary>Where in the file each character of a valid string is written, and where it ends.</summary>
    public static int[] OriginsOf(JsonString source)
    {
        var origins = new List<int>(source.Text.Length + 1);
        var start = source.Span.Start + 1;
        TryDecode(source.Span.File.Text.AsSpan(start, source.Span.Length - 2), new StringBuilder(), origins, out _);
        origins.Add(source.Span.Length - 2);
        return [.. origins.Select(o => o + start)];
    }

    private static bool TryDecode(ReadOnlySpan<char> text, StringBuilder decoded, List<int>? origins, out int faultAt)
    {
        faultAt = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = 1;
            var character = text[at] == '\\' ? DecodeEscape(text[at..], out length) : text[at];
            if (character is not { } c)
            {
                faultAt = at + 1;
                return false;
            }
            if (text[at] == '\\' && char.IsSurrogate(c) && !IsHalfOfPair(c, text, at, length, decoded)) c = Replacement;
            decoded.Append(c);
            origins?.Add(at);
            at += length;
        }
        return true;
    }

    /// <summary>An escaped half of a surrogate pair is a character only together with the other half.</summary>
    private static bool IsHalfOfPair(char half, ReadOnlySpan<char> text, int at, int length, StringBuilder before)
    {
        if (char.IsLowSurrogate(half)) return before.Length > 0 && char.IsHighSurrogate(before[^1]);
        var rest = text[(at + length)..];
        return rest is ['\\', 'u', ..] && DecodeEscape(rest, out _) is { } next && char.IsLowSurrogate(next);
    }

    private static char? DecodeEscape(ReadOnlySpan<char> text, out int length)
    {
        length = 2;
        if (text.Length < 2) return null;
        switch (text[1])
        {
            case '"' or '\\' or '/': return text[1];
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when text.Length >= 6 && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                length = 6;
                return (char)code;
            default: return null;
        }
    }
}
