using System.Numerics;
using Plumb.Jinja.Values.Formatting;

namespace Plumb.Jinja.Values;

public static partial class PyArithmetic
{
    /// <summary>True division: of integers too, it gives a floating-point number.</summary>
    public static object? Divide(object? left, object? right)
    {
        if (left is TimeSpan a && right is TimeSpan b && b != TimeSpan.Zero) return (double)a.Ticks / b.Ticks;
        if (!AreNumbers(left, right)) throw Unsupported("/", left, right);
        if (IsFloat(left, right)) return Float(right) is 0 ? throw ByZero("float division by zero") : Float(left) / Float(right);
        if (left is long x && right is long and not 0 && Math.Abs((double)x) < 1L << 53) return x / Float(right);
        var (dividend, divisor) = (Integer(left), Integer(right));
        return divisor.IsZero ? throw ByZero("division by zero") : Ratio(dividend, divisor);
    }

    /// <summary>The quotient of long integers, of which each may be too long for a floating-point number while the quotient is not.</summary>
    private static double Ratio(BigInteger dividend, BigInteger divisor)
    {
        var (top, bottom) = (BigInteger.Abs(dividend), BigInteger.Abs(divisor));
        var shift = (int)(top.GetBitLength() - bottom.GetBitLength());
        if (shift > 1024) throw new JinjaException("OverflowError", "integer division result too large for a float");
        if (shift < -1100) return 0;
        var scale = 66 - shift;
        var quotient = BigInteger.DivRem(scale >= 0 ? top << scale : top, scale >= 0 ? bottom : bottom << -scale, out var rest);
        var magnitude = Math.ScaleB(Nearest(rest.IsZero ? quotient : quotient | 1), -scale);
        return dividend.Sign * divisor.Sign < 0 ? -magnitude : magnitude;
    }

    /// <summary>The floating-point number nearest to an integer; the conversion of .NET does not round.</summary>
    private static double Nearest(BigInteger magnitude)
    {
        var excess = (int)magnitude.GetBitLength() - 64;
        if (excess <= 0) return (ulong)magnitude;
        var top = magnitude >> excess;
        if (top << excess != magnitude) top |= 1;
        return Math.ScaleB((double)(ulong)top, excess);
    }

    /// <summary>Division that rounds down, also below zero.</summary>
    public static object? FloorDivide(object? left, object? right)
    {
        if (left is long a && right is long b && b is not (0 or -1)) return PyInteger.Box((a - FloorRemainder(a, b)) / b);
        if (!AreNumbers(left, right)) throw Unsupported("//", left, right);
        if (IsFloat(left, right))
        {
            var divisor = Float(right);
            if (divisor == 0) throw ByZero("float floor division by zero");
            var dividend = Float(left);
            return FloorQuotient(dividend, divisor);
        }
        var (x, y) = (Integer(left), Integer(right));
        if (y.IsZero) throw ByZero("integer division or modulo by zero");
        return PyInteger.Box((x - FloorRemainder(x, y)) / y);
    }

    /// <summary>The remainder, with the sign of the divisor; of text, formatting.</summary>
    public static object? Modulo(object? left, object? right)
    {
        if (left is long a && right is long b && b is not (0 or -1)) return PyInteger.Box(FloorRemainder(a, b));
        if (left is string format) return PercentFormat.Format(format, right, isMarkup: false);
        if (left is Markup markup) return new Markup(PercentFormat.Format(markup.Text, right, isMarkup: true));
        if (!AreNumbers(left, right)) throw Unsupported("%", left, right);
        if (IsFloat(left, right)) return Float(right) is 0 ? throw ByZero("float modulo") : FloorRemainder(Float(left), Float(right));
        var (x, y) = (Integer(left), Integer(right));
        return y.IsZero ? throw ByZero("integer modulo by zero") : PyInteger.Box(FloorRemainder(x, y));
    }

    private static long FloorRemainder(long dividend, long divisor)
    {
        var rest = dividend % divisor;
        return rest != 0 && (rest ^ divisor) < 0 ? rest + divisor : rest;
    }

    private static BigInteger FloorRemainder(BigInteger dividend, BigInteger divisor)
    {
        var rest = dividend % divisor;
        return !rest.IsZero && rest.Sign != divisor.Sign ? rest + divisor : rest;
    }

    private static double FloorRemainder(double dividend, double divisor)
    {
        var rest = dividend % divisor;
        if (rest == 0) return Math.CopySign(0, divisor);
        return rest < 0 != divisor < 0 ? rest + divisor : rest;
    }

    /// <summary>The division without remainder is near a whole number, and the nearest is meant.</summary>
    private static double FloorQuotient(double dividend, double divisor)
    {
        var quotient = (dividend - FloorRemainder(dividend, divisor)) / divisor;
        if (quotient == 0) return Math.CopySign(0, dividend / divisor);
        var floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    public static object? Power(object? left, object? right)
    {
        if (!AreNumbers(left, right)) throw Unsupported("** or pow()", left, right);
        if (!IsFloat(left, right))
        {
            var (x, y) = (Integer(left), Integer(right));
            if (y.Sign >= 0) return IntegerPower(x, y);
            if (x.IsZero) throw ByZero("0.0 cannot be raised to a negative power");
        }
        var (power, exponent) = (Float(left), Float(right));
        if (power == 0 && exponent < 0) throw ByZero("0.0 cannot be raised to a negative power");
        if (power < 0 && Math.Floor(exponent) != exponent) throw JinjaException.Value("complex numbers are not values of templates");
        var result = Math.Pow(power, exponent);
        if (double.IsInfinity(result) && double.IsFinite(power) && double.IsFinite(exponent)) throw new JinjaException("OverflowError", "(34, 'Numerical result out of range')");
        return result;
    }

    private static object IntegerPower(BigInteger power, BigInteger exponent)
    {
        if (power.IsZero || power.IsOne) return PyInteger.Box(exponent.IsZero ? BigInteger.One : power);
        Bounds.CheckInteger(BigInteger.Abs(power).GetBitLength() * (double)exponent);
        return PyInteger.Box(BigInteger.Pow(power, (int)exponent));
    }

    private static JinjaException ByZero(string message) => new("ZeroDivisionError", message);
}
