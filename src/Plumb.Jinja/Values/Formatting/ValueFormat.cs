using System.Numerics;
using System.Text;

namespace Plumb.Jinja.Values.Formatting;

/// <summary>Python's <c>format(value, specification)</c>.</summary>
internal static class ValueFormat
{
    public static string Format(object? value, string specification)
    {
        if (specification.Length == 0) return PyText.Str(value);
        return value switch
        {
            string or Markup => FormatText(PyText.Str(value), FormatSpecification.Parse(specification, value)),
            bool when FormatSpecification.Parse(specification, value) is { Type: null or 's' } spec => FormatText(PyText.Str(value), spec),
            long or bool or BigInteger => FormatInteger(value, FormatSpecification.Parse(specification, value)),
            double number => FormatFloat(number, FormatSpecification.Parse(specification, value), value),
            DateOnly or DateTime or DateTimeOffset or TimeOnly => PyTime.Format(value, specification),
            Undefined { IsStrict: true } undefined => throw undefined.Fault(),
            _ => throw JinjaException.Type($"unsupported format string passed to {PyTypes.NameOf(value)}.__format__"),
        };
    }

    private static string FormatText(string text, FormatSpecification spec)
    {
        if (spec.Type is not (null or 's')) throw Unknown(spec, "str");
        if (spec.Align == '=') throw JinjaException.Value("'=' alignment not allowed in string format specifier");
        if (spec.Precision is { } most && PyStrings.Length(text) > most) text = PyStrings.Substring(text, 0, most);
        return spec.Pad("", text, '<');
    }

    private static string FormatInteger(object value, FormatSpecification spec)
    {
        if (spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%') return FormatFloat(PyArithmetic.Float(value), spec, value);
        if (spec.Precision is not null) throw JinjaException.Value("Precision not allowed in integer format specifier");
        PyInteger.TryGet(value, out BigInteger integer);
        var magnitude = BigInteger.Abs(integer);
        var (prefix, digits) = spec.Type switch
        {
            null or 'd' or 'n' => ("", PyInteger.Format(magnitude)),
            'x' => ("0x", Radix(magnitude, 4)),
            'X' => ("0X", Radix(magnitude, 4).ToUpperInvariant()),
            'o' => ("0o", Radix(magnitude, 3)),
            'b' => ("0b", Radix(magnitude, 1)),
            'c' => ("", Character(integer)),
            _ => throw Unknown(spec, "int"),
        };
        if (spec.Grouping is { } separator) digits = Group(digits, separator, spec.Type is null or 'd' ? 3 : 4, spec);
        return spec.Pad(SignOf(integer.Sign < 0, spec) + (spec.Alternate ? prefix : ""), digits, '>');
    }

    private static string Character(BigInteger code) =>
        code >= 0 && code <= 0x10FFFF && Rune.IsValid((int)code) ? new Rune((int)code).ToString() : throw new JinjaException("OverflowError", "%c arg not in range(0x110000)");

    /// <summary>The digits to the base of a power of two.</summary>
    public static string Radix(BigInteger value, int bits)
    {
        if (value.IsZero) return "0";
        var digits = new StringBuilder();
        for (; !value.IsZero; value >>= bits) digits.Insert(0, "0123456789abcdef"[(int)(value & ((1 << bits) - 1))]);
        return digits.ToString();
    }

    private static string FormatFloat(double value, FormatSpecification spec, object original)
    {
        var body = spec.Type switch
        {
            null when spec.Precision is null => PyFloat.Repr(Math.Abs(value)),
            null => Plain(value, spec.Precision.Value),
            'e' or 'E' => FloatDigits.Exponent(value, spec.Precision ?? 6),
            'f' or 'F' => FloatDigits.Fixed(value, spec.Precision ?? 6),
            'g' or 'G' or 'n' => FloatDigits.General(value, spec.Precision ?? 6, spec.Alternate),
            '%' => FloatDigits.Fixed(value * 100, spec.Precision ?? 6) + "%",
            _ => throw Unknown(spec, original is double ? "float" : "int"),
        };
        if (spec.Type is 'E' or 'F' or 'G') body = body.ToUpperInvariant();
        if (spec.Grouping is { } separator)
        {
            var whole = body.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : body.Length;
            body = Group(body[..whole], separator, 3, spec with { }) + body[whole..];
        }
        return spec.Pad(SignOf(double.IsNegative(value) && !double.IsNaN(value), spec), body, '>');
    }

    /// <summary>As <c>g</c>, but with at least one digit behind the point.</summary>
    private static string Plain(double value, int precision)
    {
        var text = FloatDigits.General(value, precision, keepsZeros: false);
        return text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? text + ".0" : text;
    }

    private static string SignOf(bool negative, FormatSpecification spec) => negative ? "-" : spec.Sign == '-' ? "" : spec.Sign.ToString();

    private static string Group(string digits, char separator, int size, FormatSpecification spec)
    {
        var grouped = new StringBuilder(digits);
        for (var i = digits.Length - size; i > 0; i -= size) grouped.Insert(i, separator);
        if (spec is not { Fill: "0", Align: '=' }) return grouped.ToString();
        // Zeros that fill up to the width are grouped as well.
        while (grouped.Length < spec.Width)
        {
            var plain = grouped.Replace(separator.ToString(), "").Insert(0, '0').ToString();
            grouped.Clear().Append(Group(plain, separator, size, new FormatSpecification()));
        }
        return grouped.ToString();
    }

    private static JinjaException Unknown(FormatSpecification spec, string type) =>
        JinjaException.Value($"Unknown format code '{spec.Type}' for object of type '{type}'");
}
