using System.Globalization;
using System.Numerics;
using CsCheck;
using Plumb.Core.Numerics;

namespace Plumb.Core.Tests.Numerics;

public sealed class NumberTests
{
    private static readonly Gen<Number> AnyNumber = Gen.OneOf(
        Gen.Long.Select(Number.FromInt64),
        Gen.Int[-20, 20].Select(i => Number.FromInt64(i)),
        Gen.Double.Where(double.IsFinite).Select(Number.FromDouble),
        Gen.Select(Gen.Long, Gen.Int[-400, 400], (m, e) => Number.Parse(string.Create(CultureInfo.InvariantCulture, $"{m}e{e}"))),
        Gen.Select(Gen.ULong, Gen.ULong, (a, b) => Number.FromBigInteger(new BigInteger(a) * b)));

    /// <summary>Rows of "operand, operator, operand, result" or "function, operand, result", recorded from Terraform 1.11.</summary>
    [Fact]
    public void Arithmetic_gives_the_digits_that_terraform_gives()
    {
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Golden, "numbers", "arithmetic.tsv")))
        {
            var cells = line.Split('\t');
            var got = cells.Length == 4 ? Compute(Read(cells[0]), cells[1], Read(cells[2])) : Compute(cells[0], Read(cells[1]));
            if (got.ToString() != cells[^1]) wrong.Add($"{line}\n got {got}");
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "-0")]
    [InlineData("+5", "5")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("1p4", "16")]
    [InlineData("0e99999", "0")]
    [InlineData("Inf", "+Inf")]
    [InlineData("-inf", "-Inf")]
    [InlineData("1e999999999", "+Inf")]
    [InlineData("-1e999999999", "-Inf")]
    [InlineData("1e-999999999", "0")]
    [InlineData("1e100000000", "1e+100000000")]
    [InlineData("-25e-20000000", "-2.5e-19999999")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("0.1000", "0.1")]
    public void Text_is_read_as_decimal(string text, string printed) => Assert.Equal(printed, Number.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e 5")]
    [InlineData("1e+-5")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("INF")]
    [InlineData("NaN")]
    [InlineData("1e3000000000")]
    [InlineData("1e99999999999999999999")]
    [InlineData("\u0661")]
    public void Other_text_is_no_number(string text) => Assert.False(Number.TryParse(text, out _));

    [Fact]
    public void What_is_printed_reads_back_the_same() => AnyNumber.Sample(n =>
    {
        // An integer longer than its precision prints shorter than it is: 2^70 of a double reads back as another integer.
        var read = Number.Parse(n.ToString());
        return read.ToString() == n.ToString() && (read == n || (n.IsInteger && n.Precision == 53));
    });

    [Fact]
    public void Addition_and_multiplication_commute() =>
        Gen.Select(AnyNumber, AnyNumber).Sample((a, b) => (a + b).ToString() == (b + a).ToString() && (a * b).ToString() == (b * a).ToString());

    [Fact]
    public void Equal_numbers_hash_alike_whatever_their_precision() => Gen.Double.Where(d => Math.Abs(d) < 1L << 53).Sample(d =>
    {
        var binary = Number.FromDouble(d);
        var read = Number.Parse(binary.ToString());
        return binary == read && binary.GetHashCode() == read.GetHashCode();
    });

    [Fact]
    public void A_double_survives_the_way_there_and_back() => Gen.Double.Sample(d =>
        double.IsNaN(d) || BitConverter.DoubleToInt64Bits(Number.FromDouble(d).ToDouble()) == BitConverter.DoubleToInt64Bits(d));

    [Fact]
    public void Decimal_text_becomes_the_double_that_dotnet_reads() => Gen.Select(Gen.ULong, Gen.Int[-345, 300]).Sample((m, e) =>
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{m}e{e}");
        return Number.Parse(text).ToDouble() == double.Parse(text, CultureInfo.InvariantCulture);
    });

    [Fact]
    public void Order_is_that_of_the_exact_values() => Gen.Select(AnyNumber, AnyNumber).Sample((a, b) =>
    {
        var difference = a + -b;
        return Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a)) && (difference.Sign == 0 || difference.Sign == Math.Sign(a.CompareTo(b)));
    });

    [Fact]
    public void Floor_and_ceiling_enclose_small_numbers() => Gen.Double[-1e6, 1e6].Select(Number.FromDouble).Sample(n =>
        n.Floor() <= n && n <= n.Ceiling() && n.Floor().IsInteger && (n.IsInteger ? n.Floor() == n.Ceiling() : n.Ceiling() - n.Floor() == 1));

    [Fact]
    public void An_absurd_exponent_costs_nothing()
    {
        var huge = Number.Parse("1e600000000");
        Assert.False(huge.TryGetBigInteger(out _));
        Assert.Equal(huge, huge + 1);
        Assert.Equal(huge, huge.Floor());
        Assert.True((huge * huge).IsInfinity);
        Assert.True((Number.One / huge / huge).IsZero);
        Assert.Equal(double.PositiveInfinity, huge.ToDouble());
        Assert.NotEqual(0, huge.GetHashCode());
    }

    [Fact]
    public void Undefined_operations_can_be_foreseen()
    {
        var infinity = Number.PositiveInfinity;
        Assert.False(Number.CanAdd(infinity, -infinity));
        Assert.False(Number.CanMultiply(infinity, Number.Zero));
        Assert.False(Number.CanDivide(infinity, infinity));
        Assert.True((infinity + infinity).IsInfinity);
        Assert.Throws<ArithmeticException>(() => infinity - infinity);
    }

    private static Number Compute(Number a, string @operator, Number b) => @operator switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        _ => a % b,
    };

    private static Number Compute(string function, Number n) => function switch
    {
        "floor" => n.Floor(),
        "ceil" => n.Ceiling(),
        "abs" => n.Abs(),
        "-" => -n,
        _ => n,
    };

    private static Number Read(string cell) => cell.Split(':') switch
    {
        ["double", var text] => Number.FromDouble(double.Parse(text, CultureInfo.InvariantCulture)),
        ["parseint", var text] => Number.FromBigInteger(BigInteger.Parse(text, CultureInfo.InvariantCulture)),
        _ => Number.Parse(cell),
    };
}
