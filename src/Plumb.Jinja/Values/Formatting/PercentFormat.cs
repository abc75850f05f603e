using System.Globalization;
using System.Numerics;
using System.Text;

namespace Plumb.Jinja.Values.Formatting;


/// <summary>Python's <c>%</c> formatting: <c>%(name)s</c>, flags, width and precision, and the conversions d i u o x X e E f F g G c r s a.</summary>
internal sealed class PercentFormat
{
    private readonly string format;
    private readonly object? arguments;
    private readonly bool isMarkup;
    private readonly StringBuilder output = new();
    private int position;
    private int next;
    private bool usedName;

    private PercentFormat(string format, object? arguments, bool isMarkup) => (this.format, this.arguments, this.isMarkup) = (format, arguments, isMarkup);

    public static string Format(string format, object? arguments, bool isMarkup) => new PercentFormat(format, arguments, isMarkup).Run();

    private string Run()
    {
        while (position < format.Length)
        {
            var percent = format.IndexOf('%', position);
            if (percent < 0) percent = format.Length;
            output.Append(format, position, percent - position);
            position = percent + 1;
            if (percent < format.Length) AppendConversion();
            Bounds.CheckText(output.Length);
        }
        var given = arguments is PyTuple tuple ? tuple.Count : arguments is IPyMapping or IPySequence or PyBytes or Undefined ? next : 1;
        if (!usedName && next < given) throw JinjaException.Type("not all arguments converted during string formatting");
        return output.ToString();
    }

    private void AppendConversion()
    {
        object? named = null;
        var isNamed = position < format.Length && format[position] == '(';
        if (isNamed) named = ReadNamed();
        var flags = ReadWhile("#0- +");
        var width = ReadCount() ?? 0;
        if (width < 0) (flags, width) = (flags + "-", -width);
        int? precision = null;
        if (position < format.Length && format[position] == '.')
        {
            position++;
            precision = Math.Max(ReadCount() ?? 0, 0);
        }
        ReadWhile("hlL");
        if (position >= format.Length) throw JinjaException.Value("incomplete format");
        var conversion = format[position++];
        if (conversion == '%')
        {
            output.Append('%');
            return;
        }
        Bounds.CheckText(Math.Max((long)width, precision ?? 0));
        var value = isNamed ? named : TakeNext();
        output.Append(Pad(Convert(value, conversion, flags, precision), flags, width, conversion));
    }

    private object? ReadNamed()
    {
        if (arguments is not IPyMapping mapping) throw JinjaException.Type("format requires a mapping");
        var depth = 1;
        var start = ++position;
        for (; position < format.Length; position++)
        {
            if (format[position] == '(') depth++;
            else if (format[position] == ')' && --depth == 0) break;
        }
        if (position >= format.Length) throw JinjaException.Value("incomplete format key");
        var name = format[start..position++];
        usedName = true;
        return mapping.TryGet(name, out var value) ? value : throw new JinjaException("KeyError", PyText.Repr(name));
    }

    private string ReadWhile(string allowed)
    {
        var start = position;
        while (position < format.Length && allowed.Contains(format[position])) position++;
        return format[start..position];
    }

    /// <summary>A number, or a star, which takes the next argument.</summary>
    private int? ReadCount()
    {
        if (position < format.Length && format[position] == '*')
        {
            position++;
            return PyInteger.TryGet(TakeNext(), out long star) ? (int)Math.Clamp(star, -int.MaxValue, int.MaxValue) : throw JinjaException.Type("* wants int");
        }
        var digits = ReadWhile("0123456789");
        if (digits.Length == 0) return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;
    }

    private object? TakeNext()
    {
        if (arguments is PyTuple tuple) return next < tuple.Count ? tuple[next++] : throw TooFew();
        return next++ == 0 ? arguments : throw TooFew();
    }

    private static JinjaException TooFew() => JinjaException.Type("not enough arguments for format string");

    private string Convert(object? value, char conversion, string flags, int? precision)
    {
        switch (conversion)
        {
            case 's': return Cut(isMarkup ? Markup.Escape(value).Text : PyText.Str(value), precision);
            case 'r' or 'a': return Cut(isMarkup ? Markup.EscapeText(PyText.Repr(value)) : PyText.Repr(value), precision);
            case 'c': return Character(value);
            case 'd' or 'i' or 'u': return Signed(Whole(value, conversion), flags, v => Digits(PyInteger.Format(v), precision));
            case 'x': return Signed(Exact(value, conversion), flags, v => (flags.Contains('#') ? "0x" : "") + Digits(ValueFormat.Radix(v, 4), precision));
            case 'X': return Signed(Exact(value, conversion), flags, v => (flags.Contains('#') ? "0X" : "") + Digits(ValueFormat.Radix(v, 4).ToUpperInvariant(), precision));
            case 'o': return Signed(Exact(value, conversion), flags, v => (flags.Contains('#') ? "0o" : "") + Digits(ValueFormat.Radix(v, 3), precision));
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G': return Float(value, conversion, flags, precision ?? 6);
            default: throw JinjaException.Value($"unsupported format character '{conversion}' (0x{(int)conversion:x}) at index {position - 1}");
        }
    }

    private static string Cut(string text, int? precision) => precision is { } most && PyStrings.Length(text) > most ? PyStrings.Substring(text, 0, most) : text;

    private static string Digits(string digits, int? precision) => digits.PadLeft(precision ?? 0, '0');

    private static string Character(object? value)
    {
        if (value is string or Markup && PyValues.Length(value) == 1) return PyText.Str(value);
        if (PyInteger.TryGet(value, out long code)) return Rune.IsValid((int)Math.Clamp(code, -1, int.MaxValue)) ? new Rune((int)code).ToString() : throw new JinjaException("OverflowError", "%c arg not in range(0x110000)");
        throw JinjaException.Type("%c requires int or char");
    }

    /// <summary>A number as an integer, without its fraction.</summary>
    private static BigInteger Whole(object? value, char conversion)
    {
        if (PyInteger.TryGet(value, out BigInteger integer)) return integer;
        if (value is double number) return double.IsFinite(number) ? new BigInteger(number) : throw new JinjaException("OverflowError", "cannot convert float infinity to integer");
        if (value is Undefined { IsStrict: true } undefined) throw undefined.Fault();
        throw JinjaException.Type($"%{conversion} format: a real number is required, not {PyTypes.NameOf(value)}");
    }

    private static BigInteger Exact(object? value, char conversion) => PyInteger.TryGet(value, out BigInteger integer) ? integer
        : throw JinjaException.Type($"%{conversion} format: an integer is required, not {PyTypes.NameOf(value)}");

    private static string Signed(BigInteger value, string flags, Func<BigInteger, string> write) => SignOf(value.Sign < 0, flags) + write(BigInteger.Abs(value));

    private static string SignOf(bool negative, string flags) => negative ? "-" : flags.Contains('+') ? "+" : flags.Contains(' ') ? " " : "";

    private static string Float(object? value, char conversion, string flags, int precision)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is not (double or long or bool or BigInteger)) throw JinjaException.Type($"must be real number, not {PyTypes.NameOf(value)}");
        var number = PyArithmetic.Float(value);
        var body = char.ToLowerInvariant(conversion) switch
        {
            'e' => FloatDigits.Exponent(number, precision),
            'f' => FloatDigits.Fixed(number, precision),
            _ => FloatDigits.General(number, precision, flags.Contains('#')),
        };
        return SignOf(double.IsNegative(number) && !double.IsNaN(number), flags) + (char.IsUpper(conversion) ? body.ToUpperInvariant() : body);
    }

    private static string Pad(string text, string flags, int width, char conversion)
    {
        var missing = width - PyStrings.Length(text);
        if (missing <= 0) return text;
        if (flags.Contains('-')) return text + new string(' ', missing);
        if (!flags.Contains('0') || conversion is 's' or 'r' or 'a' or 'c') return new string(' ', missing) + text;
        var sign = text.Length > 0 && text[0] is '+' or '-' or ' ' ? 1 : 0;
        if (flags.Contains('#') && conversion is 'x' or 'X' or 'o') sign += 2;
        return text[..sign] + new string('0', missing) + text[sign..];
    }
}
