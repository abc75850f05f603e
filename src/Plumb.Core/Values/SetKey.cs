using System.Globalization;
using System.Text;
using Plumb.Core.Numerics;
using Plumb.Core.Text;

namespace Plumb.Core.Values;

/// <summary>
/// The text by which elements of a set that have no natural order are sorted: objects, tuples, lists, maps and sets.
/// It is the text from which the peer's value library takes its hash, so that sets print in the peer's order.
/// </summary>
internal static class SetKey
{
    private const int NumberDigits = 10;

    /// <summary>The key as UTF-8, to be compared byte by byte.</summary>
    internal static byte[] Of(Value value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, Value value)
    {
        _ = value switch
        {
            UnknownValue => text.Append('?'),
            NullValue => text.Append('~'),
            BoolValue b => text.Append(b.IsTrue ? 'T' : 'F'),
            StringValue s => GoQuotedText.AppendQuoted(text, s.Text),
            NumberValue n => AppendNumber(text, n.Number),
            ObjectValue o => AppendAll(text, '<', o.Span, '>'),
            TupleValue t => AppendAll(text, '<', t.Span, '>'),
            SequenceValue s => AppendAll(text, '[', s.Span, ']'),
            MapValue m => AppendMap(text, m),
            _ => throw new ArgumentException($"a {value.Type} cannot be in a set", nameof(value)),
        };
    }

    private static StringBuilder AppendAll(StringBuilder text, char open, ReadOnlySpan<Value> values, char close)
    {
        text.Append(open);
        foreach (var v in values)
        {
            Append(text, v);
            text.Append(';');
        }
        return text.Append(close);
    }

    private static StringBuilder AppendMap(StringBuilder text, MapValue map)
    {
        text.Append('{');
        for (var i = 0; i < map.Count; i++)
        {
            GoQuotedText.AppendQuoted(text, map.NameAt(i)).Append(':');
            Append(text, map.Span[i]);
            text.Append(';');
        }
        return text.Append('}');
    }

    /// <summary>Ten significant digits, with an exponent where the point would fall outside of them or four zeros follow it.</summary>
    private static StringBuilder AppendNumber(StringBuilder text, Number number)
    {
        if (number.IsInfinity) return text.Append(number.Sign < 0 ? "-Inf" : "+Inf");
        if (number.IsNegative) text.Append('-');
        if (number.IsZero) return text.Append('0');
        var (digits, point) = SignificantDigits.Of(number, NumberDigits);
        var exponent = point - 1;
        var widest = digits.Length is < NumberDigits and var n && n >= point ? n : NumberDigits;
        if (exponent >= -4 && exponent < widest) return AppendPlain(text, digits, (int)point);
        text.Append(digits[0]);
        if (digits.Length > 1) text.Append('.').Append(digits.AsSpan(1));
        return text.Append(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static StringBuilder AppendPlain(StringBuilder text, string digits, int point)
    {
        if (point <= 0) return text.Append("0.").Append('0', -point).Append(digits);
        if (digits.Length <= point) return text.Append(digits).Append('0', point - digits.Length);
        return text.Append(digits.AsSpan(0, point)).Append('.').Append(digits.AsSpan(point));
    }
}
