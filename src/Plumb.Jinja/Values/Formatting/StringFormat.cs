using System.Globalization;
using System.Text;

namespace Plumb.Jinja.Values.Formatting;

/// <summary>
/// Python's <c>str.format</c>: fields in braces with names or positions, attributes and elements of them, conversions and
/// specifications, which may hold fields in turn. Attributes that begin with an underscore are not reached.
/// </summary>
internal sealed class StringFormat(IReadOnlyList<object?> positional, Func<string, object?> named, Func<object?, string>? escape)
{
    private int automatic;

    public string Format(string text) => Format(text, 2);

    private string Format(string text, int depth)
    {
        if (depth < 0) throw JinjaException.Value("Max string recursion exceeded");
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is not ('{' or '}')) output.Append(c);
            else if (i + 1 < text.Length && text[i + 1] == c) output.Append(text[++i]);
            else if (c == '}') throw JinjaException.Value("Single '}' encountered in format string");
            else i = AppendField(output, text, i + 1, depth);
            Bounds.CheckText(output.Length);
        }
        return output.ToString();
    }

    /// <summary>Appends the field that begins at a position, and gives the place of its closing brace.</summary>
    private int AppendField(StringBuilder output, string text, int start, int depth)
    {
        var end = EndOfField(text, start);
        var nameEnd = text.AsSpan(start, end - start).IndexOfAny('!', ':') is >= 0 and var at ? start + at : end;
        var bracket = text.IndexOf('[', start, nameEnd - start);
        if (bracket >= 0 && text.IndexOf(']', bracket, end - bracket) is > 0 and var close && close > nameEnd)
        {
            nameEnd = text.AsSpan(close, end - close).IndexOfAny('!', ':') is >= 0 and var behind ? close + behind : end;
        }
        var value = Find(text[start..nameEnd]);
        var rest = nameEnd;
        char? conversion = null;
        if (rest < end && text[rest] == '!')
        {
            if (rest + 1 >= end) throw JinjaException.Value("end of string while looking for conversion specifier");
            conversion = text[rest + 1];
            rest += 2;
            if (rest < end && text[rest] != ':') throw JinjaException.Value("expected ':' after conversion specifier");
        }
        var specification = rest < end ? Format(text[(rest + 1)..end], depth - 1) : "";
        output.Append(Write(value, conversion, specification));
        return end;
    }

    private static int EndOfField(string text, int start)
    {
        var open = 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '{') open++;
            else if (text[i] == '}' && --open == 0) return i;
        }
        throw JinjaException.Value(start >= text.Length ? "Single '{' encountered in format string" : "expected '}' before end of string");
    }

    private string Write(object? value, char? conversion, string specification)
    {
        value = conversion switch
        {
            null => value,
            's' => PyText.Str(value),
            'r' or 'a' => PyText.Repr(value),
            _ => throw JinjaException.Value($"Unknown conversion specifier {conversion}"),
        };
        if (escape is null) return ValueFormat.Format(value, specification);
        if (value is Markup && specification.Length == 0) return PyText.Str(value);
        return specification.Length == 0 ? escape(value) : Markup.EscapeText(ValueFormat.Format(value, specification));
    }

    /// <summary>The value of <c>name.attribute[element]...</c></summary>
    private object? Find(string field)
    {
        var end = field.AsSpan().IndexOfAny('.', '[') is >= 0 and var at ? at : field.Length;
        var value = First(field[..end]);
        while (end < field.Length)
        {
            if (field[end] == '.')
            {
                var next = field.AsSpan(end + 1).IndexOfAny('.', '[') is >= 0 and var n ? end + 1 + n : field.Length;
                value = Attribute(value, field[(end + 1)..next]);
                end = next;
            }
            else
            {
                var close = field.IndexOf(']', end);
                if (close < 0) throw JinjaException.Value("Missing ']' in format string");
                value = Element(value, field[(end + 1)..close]);
                end = close + 1;
            }
        }
        return value;
    }

    private object? First(string name)
    {
        if (name.Length == 0) return At(automatic++);
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? At(position) : named(name);
    }

    private object? At(int position) => position < positional.Count ? positional[position]
        : throw new JinjaException("IndexError", $"Replacement index {position} out of range for positional args tuple");

    private static object? Attribute(object? owner, string name)
    {
        if (name.StartsWith('_')) throw new JinjaException("SecurityError", $"access to attribute '{name}' of '{PyTypes.NameOf(owner)}' object is unsafe.");
        return PyAccess.TryGetAttribute(owner, name, out var value) ? value
            : throw new JinjaException("AttributeError", $"'{PyTypes.NameOf(owner)}' object has no attribute '{name}'");
    }

    private static object? Element(object? owner, string key)
    {
        object? typed = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? PyInteger.Box(index) : key;
        if (PyAccess.TryGetElement(owner, typed, out var value)) return value;
        throw owner is IPyMapping ? new JinjaException("KeyError", PyText.Repr(typed)) : new JinjaException("IndexError", $"{PyTypes.NameOf(owner)} index out of range");
    }
}
