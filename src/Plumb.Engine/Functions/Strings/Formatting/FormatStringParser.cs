using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Plumb.Engine.Functions.Strings.Formatting;

/// <summary>
/// Parses a format string: <c>%</c>, then flags, a width, a precision after a point, an argument's number in brackets,
/// and a letter, each but the last optional and in this order.
/// </summary>
internal sealed class FormatStringParser
{
    /// <summary>No width, precision or argument number is larger, so that a slip does not exhaust the memory.</summary>
    private const int MaxNumber = 1_000_000;

    private readonly string _format;
    private readonly List<FormatPart> _parts = [];
    private readonly StringBuilder _literal = new();
    private int _at;
    private int _nextArgument = 1;

    private FormatStringParser(string format) => _format = format;

    private char? Current => _at < _format.Length ? _format[_at] : null;

    /// <summary>The parts up to the first fault, and the fault where there is one: what comes before it is still carried out.</summary>
    internal static IReadOnlyList<FormatPart> Parse(string format, out string? error)
    {
        var parser = new FormatStringParser(format);
        error = null;
        while (error is null && parser._at < format.Length) parser.ParsePart(out error);
        parser.EndLiteral();
        return parser._parts;
    }

    private void ParsePart(out string? error)
    {
        error = null;
        var start = _at;
        if (_format[_at++] != '%')
        {
            _literal.Append(_format[start]);
        }
        else if (Current == '%')
        {
            _literal.Append('%');
            _at++;
        }
        else if (TryParseVerb(start, out var verb, out error))
        {
            EndLiteral();
            _parts.Add(verb);
            _nextArgument = verb.Argument + 1;
        }
    }

    private bool TryParseVerb(int start, [NotNullWhen(true)] out FormatVerb? verb, [NotNullWhen(false)] out string? error)
    {
        verb = ParseFlags(new FormatVerb("", start, _nextArgument, '\0'));
        if (Current is >= '1' and <= '9') verb = verb with { Width = ParseNumber() };
        if (Take('.')) verb = verb with { Precision = ParseNumber() };
        if (Take('['))
        {
            var isNumber = Current is >= '1' and <= '9';
            if (isNumber) verb = verb with { Argument = ParseNumber() };
            if (!isNumber || !Take(']')) return Unexpected(start, out error);
        }
        if (Current is not { } letter || !char.IsAsciiLetter(letter)) return Unexpected(start, out error);
        _at++;
        verb = verb with { Written = _format[start.._at], Letter = letter };
        error = Math.Max(verb.Width ?? 0, Math.Max(verb.Precision ?? 0, verb.Argument)) > MaxNumber
            ? $"the format verb {verb} holds a number larger than {MaxNumber}"
            : null;
        return error is null;
    }

    private FormatVerb ParseFlags(FormatVerb verb)
    {
        while (true)
        {
            switch (Current)
            {
                case '0': verb = verb with { Zero = true }; break;
                case '#': verb = verb with { Sharp = true }; break;
                case '-': verb = verb with { Minus = true }; break;
                case '+': verb = verb with { Plus = true }; break;
                case ' ': verb = verb with { Space = true }; break;
                default: return verb;
            }
            _at++;
        }
    }

    private bool Unexpected(int start, out string error)
    {
        error = _at >= _format.Length
            ? $"the format string ends within the verb that begins at {start}; write %% for a percent sign"
            : $"the format string has an unexpected character {Rune.GetRuneAt(_format, _at)} at {_at}, within the verb that begins at {start}";
        return false;
    }

    private int ParseNumber()
    {
        var value = 0;
        for (; Current is >= '0' and <= '9' and var digit; _at++) value = Math.Min(MaxNumber + 1, value * 10 + (digit - '0'));
        return value;
    }

    private bool Take(char wanted)
    {
        if (Current != wanted) return false;
        _at++;
        return true;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0) _parts.Add(new FormatLiteral(_literal.ToString()));
        _literal.Clear();
    }
}
