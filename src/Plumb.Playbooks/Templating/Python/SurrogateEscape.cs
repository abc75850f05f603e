using System.Buffers;
using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>
/// Text of bytes that are no text in UTF-8: each such byte stands as half of a surrogate pair, as Python's error handler of this name has it, so
/// that the same bytes come out again. Other encodings have no such.
/// </summary>
internal static class SurrogateEscape
{
    private const char FirstEscape = '\uDC80';
    private const char LastEscape = '\uDCFF';
    private const int EscapeBase = 0xDC00;

    public static string Decode(byte[] bytes, string encoding)
    {
        if (!IsUtf8(encoding) || System.Text.Unicode.Utf8.IsValid(bytes)) return PythonEncoding.Decode(bytes, encoding);
        var text = new StringBuilder(bytes.Length);
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var taken) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                rest = rest[taken..];
                continue;
            }
            text.Append((char)(EscapeBase + rest[0]));
            rest = rest[1..];
        }
        return text.ToString();
    }

    public static byte[] Encode(string text, string encoding)
    {
        if (!IsUtf8(encoding) || !text.AsSpan().ContainsAnyInRange(FirstEscape, LastEscape)) return PythonEncoding.Encode(text, encoding);
        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (rest[0] is >= FirstEscape and <= LastEscape)
            {
                bytes.Add((byte)(rest[0] - EscapeBase));
                rest = rest[1..];
                continue;
            }
            if (Rune.DecodeFromUtf16(rest, out var rune, out var taken) != OperationStatus.Done) return PythonEncoding.Encode(text, encoding);
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            rest = rest[taken..];
        }
        return [.. bytes];
    }

    private static bool IsUtf8(string encoding) => PythonEncoding.Find(encoding) is UTF8Encoding { Preamble.Length: 0 };
}
