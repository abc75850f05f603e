using System.Buffers.Binary;

namespace Plumb.Providers.Tls.Ed25519;

/// <summary>A number below 2^255 by which points are multiplied. Sums and products are modulo the order of the base point, bit by bit, and take the same time for all numbers.</summary>
internal readonly record struct Scalar(ulong W0, ulong W1, ulong W2, ulong W3)
{
    public const int Bits = 255;

    // 2^252 + 27742317777372353535851937790883648493
    private static readonly Scalar Order = new(0x5812631A5CF5D3ED, 0x14DEF9DEA2F79CD6, 0, 0x1000000000000000);

    /// <summary>A number of any length, its lowest byte first, modulo the order.</summary>
    public static Scalar Reduce(ReadOnlySpan<byte> bytes)
    {
        var rest = default(Scalar);
        for (var bit = bytes.Length * 8 - 1; bit >= 0; bit--)
            rest = rest.TwiceAnd((ulong)(bytes[bit >> 3] >> (bit & 7)) & 1);
        return rest;
    }

    /// <summary>Thirty-two bytes as they are, not reduced.</summary>
    public static Scalar Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    /// <summary>x·y + z; y and z are below the order.</summary>
    public static Scalar MultiplyAdd(Scalar x, Scalar y, Scalar z)
    {
        var sum = default(Scalar);
        for (var bit = Bits - 1; bit >= 0; bit--)
        {
            var mask = 0 - x.Bit(bit);
            sum = sum.TwiceAnd(0).Plus(new Scalar(y.W0 & mask, y.W1 & mask, y.W2 & mask, y.W3 & mask));
        }
        return sum.Plus(z);
    }

    public ulong Bit(int index) => ((index >> 6) switch { 0 => W0, 1 => W1, 2 => W2, _ => W3 } >> (index & 63)) & 1;

    public byte[] ToBytes()
    {
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, W0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), W1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), W2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), W3);
        return bytes;
    }

    // Both summands are below the order, which is below 2^253: the sum fits, and one subtraction reduces it.
    private Scalar Plus(Scalar other)
    {
        var s0 = (UInt128)W0 + other.W0;
        var s1 = (UInt128)W1 + other.W1 + (s0 >> 64);
        var s2 = (UInt128)W2 + other.W2 + (s1 >> 64);
        return new Scalar((ulong)s0, (ulong)s1, (ulong)s2, W3 + other.W3 + (ulong)(s2 >> 64)).ReducedOnce();
    }

    private Scalar TwiceAnd(ulong lowest) =>
        new Scalar(W0 << 1 | lowest, W1 << 1 | W0 >> 63, W2 << 1 | W1 >> 63, W3 << 1 | W2 >> 63).ReducedOnce();

    private Scalar ReducedOnce()
    {
        var d0 = (Int128)W0 - Order.W0;
        var d1 = (Int128)W1 - Order.W1 + (d0 >> 64);
        var d2 = (Int128)W2 - Order.W2 + (d1 >> 64);
        var d3 = (Int128)W3 - Order.W3 + (d2 >> 64);
        // All ones where the number was below the order already.
        var keep = (ulong)(d3 >> 64);
        return new Scalar(
            (ulong)d0 ^ (keep & (W0 ^ (ulong)d0)),
            (ulong)d1 ^ (keep & (W1 ^ (ulong)d1)),
            (ulong)d2 ^ (keep & (W2 ^ (ulong)d2)),
            (ulong)d3 ^ (keep & (W3 ^ (ulong)d3)));
    }
}
