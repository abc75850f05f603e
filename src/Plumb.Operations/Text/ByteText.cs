using System.Text;

namespace Plumb.Operations.Text;

/// <summary>
/// Bytes as text with one character for each byte, so that files of any encoding are edited without loss, and the ways back.
/// </summary>
internal static class ByteText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string FromBytes(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static byte[] ToBytes(string byteText) => Encoding.Latin1.GetBytes(byteText);

    /// <summary>What a user wrote, as the bytes of its UTF-8.</summary>
    public static string FromText(string text) => FromBytes(Utf8.GetBytes(text));

    /// <summary>What a user can read.</summary>
    public static string ToText(string byteText) => Utf8.GetString(ToBytes(byteText));

    /// <summary>The lines of a file with their ends, after each line feed.</summary>
    public static List<string> Lines(string byteText)
    {
        var lines = new List<string>();
        for (var start = 0; start < byteText.Length;)
        {
            var end = byteText.IndexOf('\n', start);
            end = end < 0 ? byteText.Length : end + 1;
            lines.Add(byteText[start..end]);
            start = end;
        }
        return lines;
    }

    /// <summary>The lines of a file with their ends, which may also be carriage returns alone.</summary>
    public static List<string> UniversalLines(string byteText)
    {
        var lines = new List<string>();
        var start = 0;
        for (var i = 0; i < byteText.Length; i++)
        {
            if (byteText[i] is not ('\n' or '\r')) continue;
            if (byteText[i] == '\r' && i + 1 < byteText.Length && byteText[i + 1] == '\n') i++;
            lines.Add(byteText[start..(i + 1)]);
            start = i + 1;
        }
        if (start < byteText.Length) lines.Add(byteText[start..]);
        return lines;
    }
}
