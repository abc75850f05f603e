using System.Buffers.Binary;
using System.Numerics;

namespace Plumb.Engine.Functions.Crypto;

/// <summary>Reads the data types of the SSH protocol (RFC 4251, section 5) one after the other; what is damaged reads as nothing.</summary>
internal ref struct SshFields(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something was not there, or not whole.</summary>
    public bool HasFailed { get; private set; }

    public uint Word()
    {
        if (_rest.Length < sizeof(uint))
        {
            HasFailed = true;
            return 0;
        }
        var word = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return word;
    }

    public ReadOnlySpan<byte> Field()
    {
        var length = Word();
        if (HasFailed || length > _rest.Length)
        {
            HasFailed = true;
            return [];
        }
        var field = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return field;
    }

    public BigInteger Number() => new(Field(), isUnsigned: true, isBigEndian: true);
}
