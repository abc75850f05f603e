using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Text to bytes and back, in the encodings that templates name.</summary>
public static class PyEncodings
{
    public static PyBytes Encode(string text, string encoding) => new(Of(encoding).GetBytes(text));

    public static string Decode(PyBytes bytes, string encoding, string errors)
    {
        try
        {
            return Of(encoding).GetString(bytes.Span);
        }
        catch (DecoderFallbackException) when (errors is "ignore" or "replace" or "surrogateescape" or "surrogate_or_replace")
        {
            var lenient = Encoding.UTF8.GetString(bytes.Span);
            return errors == "ignore" ? lenient.Replace("\ufffd", "", StringComparison.Ordinal) : lenient;
        }
        catch (DecoderFallbackException e)
        {
            throw new JinjaException("UnicodeDecodeError", $"'{encoding}' codec can't decode byte 0x{e.BytesUnknown?.FirstOrDefault() ?? 0:x2} in position {e.Index}: invalid start byte");
        }
    }

    private static Encoding Of(string name) => name.Replace('_', '-').ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => new UTF8Encoding(false, throwOnInvalidBytes: true),
        "ASCII" or "US-ASCII" => Encoding.GetEncoding("us-ascii", new ExceptionFallback(), DecoderFallback.ExceptionFallback),
        "LATIN-1" or "LATIN1" or "ISO-8859-1" => Encoding.Latin1,
        "UTF-16" => new UnicodeEncoding(false, true),
        "UTF-16-LE" or "UTF-16LE" => new UnicodeEncoding(false, false),
        "UTF-16-BE" or "UTF-16BE" => new UnicodeEncoding(true, false),
        "UTF-32" => new UTF32Encoding(false, true),
        _ => throw new JinjaException("LookupError", $"unknown encoding: {name}"),
    };

    /// <summary>A character that the encoding lacks is Python's fault.</summary>
    private sealed class ExceptionFallback : EncoderFallback
    {
        public override int MaxCharCount => 0;

        public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : EncoderFallbackBuffer
        {
            public override int Remaining => 0;

            public override bool Fallback(char charUnknown, int index) =>
                throw new JinjaException("UnicodeEncodeError", $"'ascii' codec can't encode character {PyText.Repr(charUnknown.ToString())} in position {index}: ordinal not in range(128)");

            public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Fallback(charUnknownHigh, index);

            public override char GetNextChar() => '\0';

            public override bool MovePrevious() => false;
        }
    }
}
