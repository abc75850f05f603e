namespace Plumb.Providers.Tls.Ed25519;

/// <summary>
/// A point of the curve -x² + y² = 1 + d·x²·y² in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z. The addition formula
/// is complete, so that it doubles, too, and needs no case for the neutral point (RFC 8032, section 5.1.4).
/// </summary>
internal readonly record struct EdwardsPoint(FieldElement X, FieldElement Y, FieldElement Z, FieldElement T)
{
    private static readonly FieldElement TwiceD = Doubled(FieldElement.Parse("52036CEE2B6FFE738CC740797779E89800700A4D4141D8AB75EB4DCA135978A3"));

    public static EdwardsPoint Neutral { get; } = new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    public static EdwardsPoint Base { get; } = OfAffine(
        FieldElement.Parse("216936D3CD6E53FEC0A4E231FDD6DC5C692CC7609525A7B2C9562D608F25D51A"),
        FieldElement.Parse("6666666666666666666666666666666666666666666666666666666666666658"));

    /// <summary>The multiple of a point by a number below 2^255, whose bits decide nothing but what is selected.</summary>
    public static EdwardsPoint Multiply(EdwardsPoint point, Scalar factor)
    {
        var sum = Neutral;
        for (var bit = Scalar.Bits - 1; bit >= 0; bit--)
        {
            sum = Add(sum, sum);
            sum = Select(sum, Add(sum, point), factor.Bit(bit));
        }
        return sum;
    }

    /// <summary>Thirty-two bytes: y, and in the highest bit whether x is odd.</summary>
    public byte[] ToBytes()
    {
        var inverse = Z.Invert();
        var bytes = (Y * inverse).ToBytes();
        bytes[31] |= (byte)((X * inverse).ToBytes()[0] << 7);
        return bytes;
    }

    private static EdwardsPoint OfAffine(FieldElement x, FieldElement y) => new(x, y, FieldElement.One, x * y);

    private static EdwardsPoint Add(EdwardsPoint p, EdwardsPoint q)
    {
        var a = (p.Y - p.X) * (q.Y - q.X);
        var b = (p.Y + p.X) * (q.Y + q.X);
        var c = p.T * TwiceD * q.T;
        var d = Doubled(p.Z * q.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    private static EdwardsPoint Select(EdwardsPoint ifZero, EdwardsPoint ifOne, ulong bit) => new(
        FieldElement.Select(ifZero.X, ifOne.X, bit),
        FieldElement.Select(ifZero.Y, ifOne.Y, bit),
        FieldElement.Select(ifZero.Z, ifOne.Z, bit),
        FieldElement.Select(ifZero.T, ifOne.T, bit));

    private static FieldElement Doubled(FieldElement x) => x + x;
}
