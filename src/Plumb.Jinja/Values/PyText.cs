using System.Globalization;
using System.Numerics;
using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>The text of values: <c>str()</c>, which templates print, and <c>repr()</c>, which shows elements of collections.</summary>
public static class PyText
{
    public static string Str(object? value) => value switch
    {
        string text => text,
        null => "None",
        bool truth => truth ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        Markup markup => markup.Text,
        double number => PyFloat.Repr(number),
        BigInteger number => PyInteger.Format(number),
        Undefined undefined => undefined.ToString(),
        DateOnly or TimeOnly or DateTime or DateTimeOffset or TimeSpan => PyDates.Str(value),
        IPySequence or IPyMapping or PySet or PyBytes or PyDictView or PyIterator => Repr(value),
        _ => value.ToString() ?? "",
    };

    public static string Repr(object? value)
    {
        switch (value)
        {
            case string text: return StringRepr.Of(text);
            case Markup markup: return $"Markup({StringRepr.Of(markup.Text)})";
            case Undefined undefined: return undefined.Representation;
            case DateOnly or TimeOnly or DateTime or DateTimeOffset or TimeSpan: return PyDates.Repr(value);
            case PyBytes bytes: return StringRepr.Of(bytes);
            case PyIterator iterator: return $"<{iterator.TypeName} object>";
            case IPySequence or IPyMapping or PySet or PyDictView:
                var output = new StringBuilder();
                new CollectionRepr(output).Append(value);
                return output.ToString();
            default: return Str(value);
        }
    }

    /// <summary>Appends what <see cref="Str"/> gives, without making the text of plain values first.</summary>
    public static void AppendStr(StringBuilder output, object? value)
    {
        switch (value)
        {
            case string text: output.Append(text); break;
            case long number: AppendNumber(output, number); break;
            case IPyObject: output.Append(Str(value)); break;
            case IPySequence or IPyMapping: new CollectionRepr(output).Append(value); break;
            default: output.Append(Str(value)); break;
        }
    }

    private static void AppendNumber(StringBuilder output, long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        output.Append(digits[..length]);
    }
}
