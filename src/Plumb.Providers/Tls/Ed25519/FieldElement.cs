using System.Buffers.Binary;

namespace Plumb.Providers.Tls.Ed25519;

/// <summary>
/// A number modulo 2^255 - 19, in five limbs of 51 bits. Nothing branches on a value or is looked up by one, so that the
/// time that work takes says nothing about a key. Limbs of every result are below 2^52.
/// </summary>
internal readonly struct FieldElement
{
    private const int LimbBits = 51;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    // Eight times the modulus, limb by limb: added before a subtraction so that no limb falls below zero.
    private const ulong LowestOfEightModuli = 8 * (LimbMask - 18);
    private const ulong OtherOfEightModuli = 8 * LimbMask;

    private readonly ulong _a, _b, _c, _d, _e;

    private FieldElement(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        // Each limb's overflow goes to the next, the highest one's comes back to the lowest times 19, as 2^255 = 19.
        _a = (a & LimbMask) + (e >> LimbBits) * 19;
        _b = (b & LimbMask) + (a >> LimbBits);
        _c = (c & LimbMask) + (b >> LimbBits);
        _d = (d & LimbMask) + (c >> LimbBits);
        _e = (e & LimbMask) + (d >> LimbBits);
    }

    public static FieldElement Zero => default;

    public static FieldElement One { get; } = new(1, 0, 0, 0, 0);

    /// <summary>From 64 hexadecimal digits, the highest first.</summary>
    public static FieldElement Parse(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        bytes.AsSpan().Reverse();
        var (w0, w1, w2, w3) = (Word(bytes, 0), Word(bytes, 1), Word(bytes, 2), Word(bytes, 3));
        return new FieldElement(
            w0 & LimbMask,
            (w0 >> 51 | w1 << 13) & LimbMask,
            (w1 >> 38 | w2 << 26) & LimbMask,
            (w2 >> 25 | w3 << 39) & LimbMask,
            w3 >> 12);
    }

    public static FieldElement operator +(FieldElement x, FieldElement y) => new(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d, x._e + y._e);

    public static FieldElement operator -(FieldElement x, FieldElement y) => new(
        x._a + LowestOfEightModuli - y._a,
        x._b + OtherOfEightModuli - y._b,
        x._c + OtherOfEightModuli - y._c,
        x._d + OtherOfEightModuli - y._d,
        x._e + OtherOfEightModuli - y._e);

    public static FieldElement operator *(FieldElement x, FieldElement y)
    {
        // What would land at 2^255 and above comes back times 19.
        ulong b19 = y._b * 19, c19 = y._c * 19, d19 = y._d * 19, e19 = y._e * 19;
        var a = Product(x._a, y._a) + Product(x._b, e19) + Product(x._c, d19) + Product(x._d, c19) + Product(x._e, b19);
        var b = Product(x._a, y._b) + Product(x._b, y._a) + Product(x._c, e19) + Product(x._d, d19) + Product(x._e, c19);
        var c = Product(x._a, y._c) + Product(x._b, y._b) + Product(x._c, y._a) + Product(x._d, e19) + Product(x._e, d19);
        var d = Product(x._a, y._d) + Product(x._b, y._c) + Product(x._c, y._b) + Product(x._d, y._a) + Product(x._e, e19);
        var e = Product(x._a, y._e) + Product(x._b, y._d) + Product(x._c, y._c) + Product(x._d, y._b) + Product(x._e, y._a);
        b += a >> LimbBits;
        c += b >> LimbBits;
        d += c >> LimbBits;
        e += d >> LimbBits;
        return new FieldElement(
            Limb(a) + (ulong)(e >> LimbBits) * 19,
            Limb(b), Limb(c), Limb(d), Limb(e));
    }

    /// <summary>One of two, chosen by a bit.</summary>
    public static FieldElement Select(FieldElement ifZero, FieldElement ifOne, ulong bit)
    {
        var mask = 0 - bit;
        return new FieldElement(
            ifZero._a ^ (mask & (ifZero._a ^ ifOne._a)),
            ifZero._b ^ (mask & (ifZero._b ^ ifOne._b)),
            ifZero._c ^ (mask & (ifZero._c ^ ifOne._c)),
            ifZero._d ^ (mask & (ifZero._d ^ ifOne._d)),
            ifZero._e ^ (mask & (ifZero._e ^ ifOne._e)));
    }

    /// <summary>By Fermat: the power 2^255 - 21, in which all bits are set but those of 4 and 16.</summary>
    public FieldElement Invert()
    {
        var power = this;
        for (var bit = 253; bit >= 0; bit--)
        {
            power *= power;
            if (bit is not (2 or 4)) power *= this;
        }
        return power;
    }

    /// <summary>The number itself, below the modulus, its lowest byte first.</summary>
    public byte[] ToBytes()
    {
        // A second pass leaves at most one modulus too much.
        var x = new FieldElement(_a, _b, _c, _d, _e);
        var excess = (x._a + 19) >> LimbBits;
        excess = (x._b + excess) >> LimbBits;
        excess = (x._c + excess) >> LimbBits;
        excess = (x._d + excess) >> LimbBits;
        excess = (x._e + excess) >> LimbBits;
        var a = x._a + 19 * excess;
        var b = x._b + (a >> LimbBits);
        var c = x._c + (b >> LimbBits);
        var d = x._d + (c >> LimbBits);
        var e = x._e + (d >> LimbBits);
        (a, b, c, d, e) = (a & LimbMask, b & LimbMask, c & LimbMask, d & LimbMask, e & LimbMask);

        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, a | b << 51);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), b >> 13 | c << 38);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), c >> 26 | d << 25);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), d >> 39 | e << 12);
        return bytes;
    }

    private static UInt128 Product(ulong x, ulong y) => Math.BigMul(x, y);

    private static ulong Limb(UInt128 sum) => (ulong)sum & LimbMask;

    private static ulong Word(byte[] bytes, int index) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(index * sizeof(ulong)));
}
