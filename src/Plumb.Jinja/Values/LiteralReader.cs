using System.Globalization;
using System.Numerics;
using System.Text;
using Plumb.Jinja.Parsing;

namespace Plumb.Jinja.Values;

/// <summary>Reads one literal. Every method gives false where the text is none; nothing is thrown.</summary>
internal sealed class LiteralReader(string text)
{
    private const int MaxDepth = 100;

    private int position;
    private int depth;

    public bool TryRead(out object? value)
    {
        // A comma at the top makes a tuple without brackets.
        if (!TryValue(out value)) return false;
        Skip();
        if (Take(','))
        {
            var items = new List<object?> { value };
            Skip();
            while (position < text.Length)
            {
                if (!TryValue(out var item)) return false;
                items.Add(item);
                Skip();
                if (!Take(',')) break;
                Skip();
            }
            value = new PyTuple([.. items]);
        }
        return position == text.Length;
    }

    private bool TryValue(out object? value)
    {
        value = null;
        Skip();
        if (position >= text.Length || ++depth > MaxDepth) return false;
        var read = text[position] switch
        {
            '[' => TryItems(']', out value),
            '(' => TryItems(')', out value),
            '{' => TryBraces(out value),
            '-' or '+' => TrySigned(out value),
            '.' or (>= '0' and <= '9') => TryNumber(out value),
            _ => TryText(out value) || TryWord(out value),
        };
        depth--;
        return read;
    }

    private bool TryItems(char close, out object? value)
    {
        value = null;
        position++;
        var items = new List<object?>();
        var commas = false;
        while (true)
        {
            Skip();
            if (Take(close)) break;
            if (!TryValue(out var item)) return false;
            items.Add(item);
            Skip();
            if (Take(',')) commas = true;
            else if (Take(close)) break;
            else return false;
        }
        value = close == ']' ? new PyList(items) : items.Count == 1 && !commas ? items[0] : new PyTuple([.. items]);
        return close != ')' || items.Count > 0 || !commas;
    }

    /// <summary>A dictionary or a set, which the first colon tells.</summary>
    private bool TryBraces(out object? value)
    {
        value = null;
        position++;
        var dict = new PyDict();
        PySet? set = null;
        for (var first = true; ; first = false)
        {
            Skip();
            if (Take('}')) break;
            if (!TryValue(out var key) || key is PyList or PyDict or PySet) return false;
            Skip();
            if (set is null && Take(':'))
            {
                if (!TryValue(out var item)) return false;
                dict[key] = item;
            }
            else if (first || set is not null)
            {
                (set ??= new PySet()).Add(key);
            }
            else
            {
                return false;
            }
            Skip();
            if (Take('}')) break;
            if (!Take(',')) return false;
        }
        value = set is null ? dict : set;
        return true;
    }

    private bool TrySigned(out object? value)
    {
        var negative = text[position++] == '-';
        Skip();
        value = null;
        if (position >= text.Length || !(char.IsAsciiDigit(text[position]) || text[position] == '.') || !TryNumber(out value)) return false;
        if (negative) value = PyArithmetic.Negate(value);
        return true;
    }

    private bool TryNumber(out object? value)
    {
        value = null;
        var start = position;
        var floatEnd = EndOfFloat(start);
        if (floatEnd > start)
        {
            position = floatEnd;
            value = double.Parse(text[start..floatEnd].Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
            return EndsWord();
        }
        if (text[start] == '.') return false;
        position = NumberScanner.EndOfInteger(text, start);
        var digits = text[start..position].Replace("_", "", StringComparison.Ordinal);
        if (digits.Length > PyInteger.MaxDigits || !EndsWord()) return false;
        value = PyInteger.Box(digits.Length > 1 && char.IsAsciiLetter(digits[1]) ? Radix(digits) : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return digits.Length == 1 || digits[0] != '0' || char.IsAsciiLetter(digits[1]) || digits.Trim('0').Length == 0;
    }

    /// <summary>The end of a floating-point number; unlike in templates, digits may lack before or behind the point.</summary>
    private int EndOfFloat(int start)
    {
        var end = NumberScanner.EndOfFloat(text, start);
        if (end > start) return end;
        var whole = start;
        while (whole < text.Length && char.IsAsciiDigit(text[whole])) whole++;
        if (whole >= text.Length || text[whole] != '.') return start;
        var fraction = whole + 1;
        while (fraction < text.Length && char.IsAsciiDigit(text[fraction])) fraction++;
        if (fraction == whole + 1 && whole == start) return start;
        if (fraction < text.Length && text[fraction] is 'e' or 'E')
        {
            var exponent = fraction + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            var digits = exponent;
            while (exponent < text.Length && char.IsAsciiDigit(text[exponent])) exponent++;
            if (exponent > digits) return exponent;
        }
        return fraction;
    }

    private bool EndsWord() => position == text.Length || !(char.IsLetterOrDigit(text[position]) || text[position] is '_' or '.');

    private static BigInteger Radix(string digits)
    {
        var shift = char.ToLowerInvariant(digits[1]) switch { 'x' => 4, 'o' => 3, _ => 1 };
        return digits.Skip(2).Aggregate(BigInteger.Zero, (value, c) => (value << shift) + Convert.ToInt32(c.ToString(), 16));
    }

    /// <summary>Text or bytes; several side by side are one.</summary>
    private bool TryText(out object? value)
    {
        value = null;
        var output = new StringBuilder();
        bool? isBytes = null;
        for (var start = position; ; start = position)
        {
            var quote = start;
            while (quote < text.Length && char.IsAsciiLetter(text[quote]) && quote - start < 2) quote++;
            if (quote >= text.Length || text[quote] is not ('\'' or '"'))
            {
                if (isBytes is null) return false;
                break;
            }
#pragma warning disable CA1308 // Prefixes of Python's literals are compared in lower case, as they are documented.
            var prefix = text[start..quote].ToLowerInvariant();
#pragma warning restore CA1308
            if (prefix is not ("" or "u" or "r" or "b" or "rb" or "br") || (isBytes is { } bytes && bytes != prefix.Contains('b'))) return false;
            isBytes = prefix.Contains('b');
            position = quote;
            if (!TryQuoted(prefix.Contains('r'), output)) return false;
            Skip();
        }
        if (isBytes == true && output.ToString().Any(c => c > 255)) return false;
        value = isBytes == true ? new PyBytes([.. output.ToString().Select(c => (byte)c)]) : output.ToString();
        return true;
    }

    private bool TryQuoted(bool raw, StringBuilder output)
    {
        var quote = text[position];
        var triple = string.CompareOrdinal(text, position, new string(quote, 3), 0, 3) == 0;
        var mark = triple ? new string(quote, 3) : quote.ToString();
        var start = position + mark.Length;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '\n' && !triple) return false;
            else if (string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0)
            {
                position = i + mark.Length;
                var inner = text[start..i];
                if (raw) output.Append(inner);
                else if (StringLiteral.TryUnescape(inner, out var plain, out _)) output.Append(plain);
                else return false;
                return true;
            }
        }
        return false;
    }

    private bool TryWord(out object? value)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiLetter(text[position])) position++;
        var word = text[start..position];
        value = word switch { "True" => PyBoolean.True, "False" => PyBoolean.False, _ => null };
        if (word == "set" && Take('(') && Take(')'))
        {
            value = new PySet();
            return true;
        }
        return word is "True" or "False" or "None" && EndsWord();
    }

    private bool Take(char c)
    {
        if (position >= text.Length || text[position] != c) return false;
        position++;
        return true;
    }

    /// <summary>White space; at the top only behind the value, for a literal that is indented is none, and a second line neither.</summary>
    private void Skip()
    {
        if (position == 0) return;
        while (position < text.Length)
        {
            if (text[position] == '#') SkipComment();
            else if (text[position] is ' ' or '\t' || (text[position] is '\n' or '\r' && (depth > 0 || IsRestBlank()))) position++;
            else break;
        }
    }

    private void SkipComment()
    {
        while (position < text.Length && text[position] != '\n') position++;
    }

    private bool IsRestBlank() => text.AsSpan(position).Trim().IsEmpty;
}
