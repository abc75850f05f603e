using System.Text;
using Plumb.Operations.Model;

namespace Plumb.Operations.Text;

/// <summary>
/// Reads and writes a file of some encoding. One that claims to be UTF-8 and is not is edited byte by byte, so that nothing of it is lost.
/// </summary>
internal sealed class FileCodec
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Encoding? _encoding;

    private FileCodec(Encoding? encoding) => _encoding = encoding;

    /// <exception cref="OperationException">The encoding is not known.</exception>
    public static FileCodec Of(string name)
    {
        try
        {
            return new FileCodec(name.ToLowerInvariant().Replace('_', '-') switch
            {
                "utf-8" or "utf8" => StrictUtf8,
                "latin-1" or "latin1" or "l1" => Encoding.Latin1,
                "ascii" or "us-ascii" => Encoding.ASCII,
                var other => Encoding.GetEncoding(other),
            });
        }
        catch (ArgumentException)
        {
            throw new OperationException("unknown encoding: " + name);
        }
    }

    /// <summary>This codec, or that of bytes where the content is not what it claims to be.</summary>
    public FileCodec For(byte[] content)
    {
        if (_encoding != StrictUtf8) return this;
        try
        {
            StrictUtf8.GetCharCount(content);
            return this;
        }
        catch (DecoderFallbackException)
        {
            return new FileCodec(null);
        }
    }

    public string Decode(byte[] content) => _encoding?.GetString(content) ?? ByteText.FromBytes(content);

    /// <summary>The new content, a character for each byte.</summary>
    public string Encode(string text) => _encoding is null ? text : ByteText.FromBytes(_encoding.GetBytes(text));

    /// <summary>What a user wrote, as it looks in decoded content.</summary>
    public string Written(string text) => _encoding is null ? ByteText.FromText(text) : text;

    /// <summary>Decoded content for a user to read.</summary>
    public string Shown(string text) => _encoding is null ? ByteText.ToText(text) : text;
}
