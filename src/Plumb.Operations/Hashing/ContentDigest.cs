using System.Buffers;
using System.Buffers.Binary;

namespace Plumb.Operations.Hashing;

/// <summary>
/// The digest of content that arrives in pieces. Written out here since the program on hosts is static and has no cryptographic
/// library to call. FIPS 180-4 and RFC 1321.
/// </summary>
public abstract class ContentDigest
{
    private readonly byte[] _block;
    private readonly bool _bigEndian;
    private int _filled;
    private ulong _length;

    private protected ContentDigest(int blockSize, bool bigEndian)
    {
        _block = new byte[blockSize];
        _bigEndian = bigEndian;
    }

    /// <summary>The names of the digests there are, in the order in which they are told to users.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["sha1", "sha224", "sha256", "sha384", "sha512", "md5"];

    /// <summary>A digest by the name that modules use, such as <c>sha256</c>; null for one that is not known.</summary>
    public static ContentDigest? Create(string algorithm) => algorithm switch
    {
        "md5" => new Md5Digest(),
        "sha1" => new Sha1Digest(),
        "sha224" => Sha256Digest.Of224(),
        "sha256" => Sha256Digest.Of256(),
        "sha384" => Sha512Digest.Of384(),
        "sha512" => Sha512Digest.Of512(),
        _ => null,
    };

    /// <summary>The digest of a whole stream as lower-case hexadecimal text.</summary>
    public static string Hex(string algorithm, Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var digest = Create(algorithm) ?? throw new ArgumentException($"There is no digest '{algorithm}'.", nameof(algorithm));
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (content.Read(buffer) is var count && count > 0) digest.Append(buffer.AsSpan(0, count));
            return digest.FinishHex();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static string Hex(string algorithm, ReadOnlySpan<byte> content)
    {
        var digest = Create(algorithm) ?? throw new ArgumentException($"There is no digest '{algorithm}'.", nameof(algorithm));
        digest.Append(content);
        return digest.FinishHex();
    }

    public void Append(ReadOnlySpan<byte> content)
    {
        _length += (ulong)content.Length;
        if (_filled > 0)
        {
            var taken = Math.Min(content.Length, _block.Length - _filled);
            content[..taken].CopyTo(_block.AsSpan(_filled));
            _filled += taken;
            content = content[taken..];
            if (_filled < _block.Length) return;
            Compress(_block);
            _filled = 0;
        }
        for (; content.Length >= _block.Length; content = content[_block.Length..]) Compress(content[.._block.Length]);
        content.CopyTo(_block);
        _filled = content.Length;
    }

    /// <summary>Ends the content. Nothing may be appended afterwards.</summary>
    public byte[] Finish()
    {
        var bits = _length * 8;
        var lengthSize = _block.Length / 8;
        Span<byte> padding = stackalloc byte[_block.Length * 2];
        padding[0] = 0x80;
        var zeros = _block.Length - ((_filled + 1 + lengthSize) % _block.Length);
        var size = 1 + (zeros % _block.Length) + lengthSize;
        if (_bigEndian) BinaryPrimitives.WriteUInt64BigEndian(padding[(size - 8)..], bits);
        else BinaryPrimitives.WriteUInt64LittleEndian(padding[(size - 8)..], bits);
        Append(padding[..size]);
        return Result();
    }

    public string FinishHex() => Convert.ToHexStringLower(Finish());

    private protected abstract void Compress(ReadOnlySpan<byte> block);

    private protected abstract byte[] Result();
}
