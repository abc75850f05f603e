using System.Buffers.Binary;
using System.Numerics;
using Plumb.Core.Numerics;

namespace Plumb.Core.MessagePack;

/// <summary>
/// Takes a MessagePack message apart. A <c>TryRead</c> method leaves everything as it is where something else stands
/// there; a message that ends too early, or claims more items than it has bytes, is a <see cref="FormatException"/>.
/// </summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    internal readonly bool IsAtEnd => _position == _message.Length;

    internal readonly bool IsAtExtension => Code is (>= 0xc7 and <= 0xc9) or (>= 0xd4 and <= 0xd8);

    internal readonly bool IsAtString => Code is (>= 0xa0 and <= 0xbf) or (>= 0xd9 and <= 0xdb);

    private readonly byte Code => IsAtEnd ? throw TooShort() : _message[_position];

    internal bool TryReadNil() => TryReadCode(0xc0);

    internal bool TryReadBool(out bool value)
    {
        value = Code == 0xc3;
        return TryReadCode(0xc2) || TryReadCode(0xc3);
    }

    /// <summary>An integer or a float, with the precision of its form.</summary>
    internal bool TryReadNumber(out Number value)
    {
        var code = Code;
        value = default;
        switch (code)
        {
            case <= 0x7f or >= 0xe0: value = Number.FromInt64((sbyte)Take(1)[0]); return true;
            case 0xca: value = FromFloat(BinaryPrimitives.ReadSingleBigEndian(TakeAfterCode(4))); return true;
            case 0xcb: value = FromFloat(BinaryPrimitives.ReadDoubleBigEndian(TakeAfterCode(8))); return true;
            case >= 0xcc and <= 0xcf: value = FromUnsigned(TakeUnsigned(1 << (code - 0xcc))); return true;
            case >= 0xd0 and <= 0xd3: value = Number.FromInt64(TakeSigned(1 << (code - 0xd0))); return true;
            default: return false;
        }
    }

    /// <summary>The bytes of a string or a binary.</summary>
    internal bool TryReadBytes(out ReadOnlySpan<byte> bytes)
    {
        var code = Code;
        bytes = default;
        if (code is >= 0xa0 and <= 0xbf) bytes = TakeAfterCode(code & 0x1f);
        else if (code is >= 0xd9 and <= 0xdb) bytes = Take(TakeLength(1 << (code - 0xd9)));
        else if (code is >= 0xc4 and <= 0xc6) bytes = Take(TakeLength(1 << (code - 0xc4)));
        else return false;
        return true;
    }

    internal bool TryReadArrayHeader(out int count) => TryReadHeader(0x90, 0xdc, 1, out count);

    internal bool TryReadMapHeader(out int count) => TryReadHeader(0x80, 0xde, 2, out count);

    /// <summary>Only at an extension.</summary>
    internal ReadOnlySpan<byte> ReadExtension(out byte type)
    {
        var code = Code;
        var length = code >= 0xd4 ? 1 << (code - 0xd4) : TakeLength(1 << (code - 0xc7));
        if (code >= 0xd4) _position++;
        type = Take(1)[0];
        return Take(length);
    }

    private bool TryReadHeader(int small, int large, int bytesPerItem, out int count)
    {
        int code = Code;
        count = 0;
        if ((code & 0xf0) == small)
        {
            count = code & 0x0f;
            _position++;
        }
        else if (code == large || code == large + 1) count = TakeLength(code == large ? 2 : 4);
        else return false;
        return count <= (_message.Length - _position) / bytesPerItem ? true : throw TooShort();
    }

    private static Number FromFloat(double value) => double.IsNaN(value) ? throw new FormatException("a number is required") : Number.FromDouble(value);

    private static Number FromUnsigned(ulong value) => value <= long.MaxValue ? Number.FromInt64((long)value) : Number.FromBigInteger(new BigInteger(value));

    private bool TryReadCode(byte code)
    {
        if (Code != code) return false;
        _position++;
        return true;
    }

    private int TakeLength(int size)
    {
        var length = TakeUnsigned(size);
        return length <= (ulong)(_message.Length - _position) ? (int)length : throw TooShort();
    }

    private ulong TakeUnsigned(int size)
    {
        var value = 0UL;
        foreach (var b in TakeAfterCode(size)) value = (value << 8) | b;
        return value;
    }

    private long TakeSigned(int size)
    {
        var unused = 8 * (8 - size);
        return (long)(TakeUnsigned(size) << unused) >> unused;
    }

    private ReadOnlySpan<byte> TakeAfterCode(int length)
    {
        _position++;
        return Take(length);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _message.Length - _position) throw TooShort();
        _position += length;
        return _message.Slice(_position - length, length);
    }

    private static FormatException TooShort() => new("the message ends too early");
}
