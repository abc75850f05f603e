using System.Globalization;
using System.Numerics;

namespace Plumb.Jinja.Parsing;

internal sealed partial class Lexer
{
    /// <summary>Longest first.</summary>
    private static readonly string[] Operators =
        ["//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"];

    /// <summary>Reads the end of a statement or expression, or one token of it.</summary>
    private void ReadInside()
    {
        if (open.Count == 0 && ReadEnd()) return;
        var c = source[position];
        if (char.IsWhiteSpace(c)) MoveTo(SkipSpace(position));
        else if (char.IsAsciiDigit(c)) ReadNumber();
        else if (Names.IsPart(source, position)) ReadName();
        else if (c is '"' or '\'' && EndOfString(position) is { } end) ReadString(end);
        else ReadOperator();
    }

    private bool ReadEnd() => state switch
    {
        State.Variable => ReadEnd(delimiters.VariableEnd, TokenKind.VariableEnd, trims: false),
        State.Block => ReadEnd(delimiters.BlockEnd, TokenKind.BlockEnd, trims: true),
        _ => ReadEndOfLine(),
    };

    private bool ReadEnd(string mark, TokenKind kind, bool trims)
    {
        var sign = source[position] == '-' || (trims && source[position] == '+') ? source[position] : ' ';
        if (sign != ' ' && !At(position + 1, mark)) sign = ' ';
        var start = sign == ' ' ? position : position + 1;
        if (!At(start, mark)) return false;
        Close(kind, AfterTag(start + mark.Length, sign, trims));
        return true;
    }

    private bool At(int place, string mark) => string.CompareOrdinal(source, place, mark, 0, mark.Length) == 0;

    /// <summary>A line statement ends with its line, and the blank lines behind go with it.</summary>
    private bool ReadEndOfLine()
    {
        var behind = SkipSpace(position);
        if (behind == source.Length)
        {
            Close(TokenKind.BlockEnd, behind);
            return true;
        }
        var last = source.LastIndexOf('\n', behind - 1, behind - position);
        if (behind == position || last < position) return false;
        Close(TokenKind.BlockEnd, last + 1);
        return true;
    }

    private void Close(TokenKind kind, int end)
    {
        ready.Enqueue(new Token(kind, "", line));
        MoveTo(end);
        state = State.Text;
    }

    private int SkipSpace(int from)
    {
        while (from < source.Length && char.IsWhiteSpace(source[from])) from++;
        return from;
    }

    private void ReadName()
    {
        var end = position;
        while (end < source.Length && Names.IsPart(source, end)) end += char.IsHighSurrogate(source[end]) ? 2 : 1;
        var name = source[position..end];
        if (!Names.IsIdentifier(name)) throw Fail("Invalid character in identifier");
        ready.Enqueue(new Token(TokenKind.Name, string.Intern(name), line));
        position = end;
    }

    private void ReadNumber()
    {
        var end = NumberScanner.EndOfFloat(source, position);
        if (end > position)
        {
            var value = double.Parse(Digits(end), NumberStyles.Float, CultureInfo.InvariantCulture);
            ready.Enqueue(new Token(TokenKind.Float, "", line, value));
        }
        else
        {
            end = NumberScanner.EndOfInteger(source, position);
            ready.Enqueue(new Token(TokenKind.Integer, "", line, Integer(Digits(end))));
        }
        position = end;
    }

    private string Digits(int end) => source[position..end].Replace("_", "", StringComparison.Ordinal);

    private object Integer(string digits)
    {
        var radix = digits.Length < 2 ? 'd' : char.ToLowerInvariant(digits[1]);
        if (char.IsAsciiDigit(radix) || radix == 'd')
        {
            if (digits.Length > Values.PyInteger.MaxDigits) throw Fail($"Exceeds the limit ({Values.PyInteger.MaxDigits} digits) for integer string conversion");
            return Values.PyInteger.Box(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        }
        var shift = radix == 'x' ? 4 : radix == 'o' ? 3 : 1;
        return Values.PyInteger.Box(digits.Skip(2).Aggregate(BigInteger.Zero, (value, c) => (value << shift) + Convert.ToInt32(c.ToString(), 16)));
    }

    /// <summary>Where the text that starts with a quote ends, if it does.</summary>
    private int? EndOfString(int start)
    {
        for (var i = start + 1; i < source.Length; i++)
        {
            if (source[i] == '\\') i++;
            else if (source[i] == source[start]) return i + 1;
        }
        return null;
    }

    private void ReadString(int end)
    {
        var text = LineEnds.Apply(source[(position + 1)..(end - 1)], environment.NewlineSequence);
        if (!StringLiteral.TryUnescape(text, areBytes: false, out var value, out var fault)) throw Fail(fault);
        ready.Enqueue(new Token(TokenKind.String, "", line, value));
        MoveTo(end);
    }

    private void ReadOperator()
    {
        var symbol = Array.Find(Operators, o => string.CompareOrdinal(source, position, o, 0, o.Length) == 0)
            ?? throw UnexpectedCharacter();
        Balance(symbol[0]);
        ready.Enqueue(new Token(TokenKind.Operator, symbol, line));
        position += symbol.Length;
    }

    private JinjaException UnexpectedCharacter()
    {
        var character = Values.PyStrings.Characters(source[position..]).First();
        return Fail($"unexpected char {Values.PyText.Repr(character)} at {Values.PyStrings.Length(source[..position])}");
    }

    /// <summary>While a bracket is open, the mark that ends the tag is not looked for.</summary>
    private void Balance(char bracket)
    {
        switch (bracket)
        {
            case '(': open.Push(')'); break;
            case '[': open.Push(']'); break;
            case '{': open.Push('}'); break;
            case ')' or ']' or '}':
                if (!open.TryPop(out var expected)) throw Fail($"unexpected '{bracket}'");
                if (expected != bracket) throw Fail($"unexpected '{bracket}', expected '{expected}'");
                break;
            default: break;
        }
    }
}
