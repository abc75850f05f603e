using System.Globalization;
using System.Text;

namespace Plumb.Operations.Data;

/// <summary>Data as Python's <c>str</c> and <c>repr</c> write it, which is how values appear in messages and in texts made of other types.</summary>
public static class PythonText
{
    public static string Str(DataValue value) => value is TextData text ? text.Value : Repr(value);

    public static string Repr(DataValue value)
    {
        var output = new StringBuilder();
        Append(output, value);
        return output.ToString();
    }

    /// <summary>The name of the value's type, as in <c>&lt;class 'str'&gt;</c>.</summary>
    public static string TypeName(DataValue value) => value switch
    {
        NullData => "<class 'NoneType'>",
        BooleanData => "<class 'bool'>",
        IntegerData => "<class 'int'>",
        FloatData => "<class 'float'>",
        TextData => "<class 'str'>",
        ListData => "<class 'list'>",
        _ => "<class 'dict'>",
    };

    public static string Float(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        var exponent = value == 0 ? 0 : Math.Floor(Math.Log10(Math.Abs(value)));
        if (exponent is >= -4 and < 16)
        {
            var plain = ((decimal)value == Math.Truncate((decimal)value) && Math.Abs(value) < 1e15)
                ? value.ToString("F1", CultureInfo.InvariantCulture)
                : value.ToString("R", CultureInfo.InvariantCulture);
            return plain.Contains('E', StringComparison.Ordinal) ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : plain;
        }
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return text.Contains('e', StringComparison.Ordinal) ? text : value.ToString("0.################e+00", CultureInfo.InvariantCulture);
    }

    private static void Append(StringBuilder output, DataValue value)
    {
        switch (value)
        {
            case NullData: output.Append("None"); break;
            case BooleanData flag: output.Append(flag.Value ? "True" : "False"); break;
            case IntegerData number: output.Append(number.Value.ToString(CultureInfo.InvariantCulture)); break;
            case FloatData number: output.Append(Float(number.Value)); break;
            case TextData text: AppendQuoted(output, text.Value); break;
            case ListData list: AppendList(output, list); break;
            case MapData map: AppendMap(output, map); break;
        }
    }

    private static void AppendList(StringBuilder output, ListData list)
    {
        output.Append('[');
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (i > 0) output.Append(", ");
            Append(output, list.Items[i]);
        }
        output.Append(']');
    }

    private static void AppendMap(StringBuilder output, MapData map)
    {
        output.Append('{');
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0) output.Append(", ");
            AppendQuoted(output, map.Entries[i].Key);
            output.Append(": ");
            Append(output, map.Entries[i].Value);
        }
        output.Append('}');
    }

    private static void AppendQuoted(StringBuilder output, string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        output.Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\\' => output.Append("\\\\"),
                _ when c == quote => output.Append('\\').Append(c),
                < ' ' or '\x7f' => output.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture)),
                _ => output.Append(c),
            };
        }
        output.Append(quote);
    }
}
