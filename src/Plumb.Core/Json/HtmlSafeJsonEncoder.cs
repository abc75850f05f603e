using System.Buffers;
using System.Text.Encodings.Web;

namespace Plumb.Core.Json;

/// <summary>
/// Escapes in JSON strings exactly what the peers escape, in the form in which they do: control characters, quotes and
/// backslashes, the characters that have a meaning in HTML, and the two line separators that JavaScript does not allow.
/// Everything else is written as it is. Half a surrogate pair becomes <c>\ufffd</c>.
/// </summary>
public sealed class HtmlSafeJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static c => (char)c), '"', '\\', '<', '>', '&', '\u2028', '\u2029']);

    private HtmlSafeJsonEncoder()
    {
    }

    public static HtmlSafeJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && Escaped.Contains((char)unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var all = new ReadOnlySpan<char>(text, textLength);
        var escape = all.IndexOfAny(Escaped);
        var half = IndexOfHalfPair(escape < 0 ? all : all[..escape]);
        return half < 0 ? escape : half;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        var letter = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        return letter != '\0'
            ? target.TryWrite($"\\{letter}", out numberOfCharactersWritten)
            : target.TryWrite($"\\u{unicodeScalar:x4}", out numberOfCharactersWritten);
    }

    private static int IndexOfHalfPair(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
            i++;
        }
        return -1;
    }
}
