namespace Plumb.Engine.Functions.Numeric;

/// <summary>
/// Logarithm, exponential and power by the methods that the peer's runtime uses on x86-64. None is correctly rounded, so
/// the framework's own differ from them in the last digits, and a plan would show that as a change.
/// </summary>
internal static class ElementaryFunctions
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>
    /// x = 2^k (1 + f) with 1 + f near 1; then ln(1 + f) by a polynomial in s = f / (2 + f): the method of FreeBSD's msun.
    /// </summary>
    internal static double Log(double x)
    {
        if (double.IsNaN(x) || x == double.PositiveInfinity) return x;
        if (x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;

        var (fraction, k) = Split(x);
        if (fraction < Math.Sqrt(0.5))
        {
            fraction *= 2;
            k--;
        }
        var f = fraction - 1;
        var s = f / (2 + f);
        var s2 = s * s;
        var s4 = s2 * s2;
        var odd = s2 * (6.666666666666735130e-01 + s4 * (2.857142874366239149e-01 + s4 * (1.818357216161805012e-01 + s4 * 1.479819860511658591e-01)));
        var even = s4 * (3.999999999940941908e-01 + s4 * (2.222219843214978396e-01 + s4 * 1.531383769920937332e-01));
        var half = 0.5 * f * f;
        return k * Ln2High - ((half - (s * (half + (odd + even)) + k * Ln2Low)) - f);
    }

    /// <summary>
    /// x = k ln 2 + 16 r; then e^r - 1 by Taylor's series and four doublings of the argument: N. Shibata, "Efficient
    /// evaluation methods of elementary functions suitable for SIMD computation" (2010), with fused steps.
    /// </summary>
    internal static double Exp(double x)
    {
        if (double.IsNaN(x) || x > 7.09782712893384e+02) return double.IsNaN(x) ? x : double.PositiveInfinity;
        if (x < -7.5e+02) return 0;

        var k = Math.Round(x * 1.4426950408889634073599246810018920, MidpointRounding.ToEven);
        var r = Math.FusedMultiplyAdd(-k, 0.69314718055966295651160180568695068359375, x);
        r = Math.FusedMultiplyAdd(-k, 0.28235290563031577122588448175013436025525412068e-12, r) * 0.0625;

        var series = 2.4801587301587301587e-5;
        foreach (var coefficient in (ReadOnlySpan<double>)
            [1.9841269841269841270e-4, 1.3888888888888888889e-3, 8.3333333333333333333e-3, 4.1666666666666666667e-2, 1.6666666666666666667e-1, 0.5, 1.0])
        {
            series = Math.FusedMultiplyAdd(series, r, coefficient);
        }

        var y = r * series;
        for (var i = 0; i < 3; i++) y *= y + 2;
        return Math.ScaleB(Math.FusedMultiplyAdd(y, y + 2, 1), (int)k);
    }

    /// <summary>The fraction of the power by logarithm and exponential, the whole part by squaring, with the exponent kept apart.</summary>
    internal static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (y == 1) return x;
        if (x == 0 || !double.IsFinite(x) || !double.IsFinite(y)) return Math.Pow(x, y);
        if (y is 0.5) return Math.Sqrt(x);
        if (y is -0.5) return 1 / Math.Sqrt(x);

        var whole = Math.Truncate(Math.Abs(y));
        var rest = Math.Abs(y) - whole;
        if (rest != 0 && x < 0) return double.NaN;
        // So great a power leaves only the extremes, and is even.
        if (whole >= 1UL << 63) return x == -1 ? 1 : Math.Abs(x) < 1 == y > 0 ? 0 : double.PositiveInfinity;

        var result = 1.0;
        if (rest != 0)
        {
            if (rest > 0.5)
            {
                rest--;
                whole++;
            }
            result = Exp(rest * Log(x));
        }
        var exponent = Square(x, (long)whole, ref result);
        return y < 0 ? Math.ScaleB(1 / result, -exponent) : Math.ScaleB(result, exponent);
    }

    /// <summary>Multiplies by x to the power; what it returns is the exponent of two that is still to be applied.</summary>
    private static int Square(double x, long power, ref double result)
    {
        const int Hopeless = 1 << 12;
        var (fraction, binary) = Split(x);
        var exponent = 0;
        for (; power != 0; power >>= 1)
        {
            if (binary is < -Hopeless or > Hopeless) return exponent + binary;
            if ((power & 1) == 1)
            {
                result *= fraction;
                exponent += binary;
            }
            fraction *= fraction;
            binary <<= 1;
            if (fraction < 0.5)
            {
                fraction += fraction;
                binary--;
            }
        }
        return exponent;
    }

    /// <summary>A finite number other than zero as a fraction from 0.5 to before 1, and a power of two.</summary>
    private static (double Fraction, int Exponent) Split(double x)
    {
        var exponent = Math.ILogB(x) + 1;
        return (Math.ScaleB(x, -exponent), exponent);
    }
}
