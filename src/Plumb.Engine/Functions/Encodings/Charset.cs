using System.Collections.Frozen;
using System.Text;

namespace Plumb.Engine.Functions.Encodings;

/// <summary>A character set by its IANA name: text to bytes and back, or null where something has no counterpart.</summary>
internal abstract class Charset(string name)
{
    /// <summary>The name in IANA's registry.</summary>
    internal string Name => name;

    internal abstract byte[]? Encode(string text);

    /// <summary>U+FFFD in the result means that there was something meaningless.</summary>
    internal abstract string Decode(byte[] bytes);
}

/// <summary>One byte for each character.</summary>
internal sealed class SingleByteCharset : Charset
{
    private const char Undefined = '\uFFFD';

    private readonly char[] _characters;
    private readonly FrozenDictionary<char, byte> _bytes;

    internal SingleByteCharset(string name, char[] characters) : base(name)
    {
        _characters = characters;
        _bytes = Enumerable.Range(0, 256).Where(b => characters[b] != Undefined)
            .GroupBy(b => characters[b]).ToFrozenDictionary(g => g.Key, g => (byte)g.First());
    }

    internal override byte[]? Encode(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < bytes.Length; i++)
            if (!_bytes.TryGetValue(text[i], out bytes[i])) return null;
        return bytes;
    }

    internal override string Decode(byte[] bytes) => string.Create(bytes.Length, (bytes, _characters), static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++) target[i] = source._characters[source.bytes[i]];
    });
}

/// <summary>A character set that the platform knows.</summary>
internal class PlatformCharset(string name, Encoding encoding) : Charset(name)
{
    internal override byte[]? Encode(string text)
    {
        try
        {
            return encoding.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    internal override string Decode(byte[] bytes) => encoding.GetString(bytes);
}

/// <summary>UTF-16 that says itself which byte comes first: a mark is always written, and big endian where none is read.</summary>
internal sealed class MarkedUtf16Charset() : Charset("UTF-16")
{
    internal override byte[] Encode(string text) => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)];

    internal override string Decode(byte[] bytes) => bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
        _ => Encoding.BigEndianUnicode.GetString(bytes),
    };
}

/// <summary>HZ, which the peer writes without leaving the Chinese mode at the end.</summary>
internal sealed class HzCharset(Encoding encoding) : PlatformCharset("HZ-GB-2312", encoding)
{
    internal override byte[]? Encode(string text) =>
        base.Encode(text) is { } bytes && bytes.AsSpan().EndsWith("~}"u8) && !char.IsAscii(text[^1]) ? bytes[..^2] : base.Encode(text);
}
