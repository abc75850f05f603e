using System.Globalization;

namespace Plumb.Engine.Functions.Dates;

/// <summary>Reads a time in the format of RFC 3339 and says which part of it is at fault.</summary>
internal sealed class TimestampParser
{
    private const string Expected = "not a time in the format of RFC 3339, such as 2024-01-31T13:45:00Z";

    private readonly string _text;
    private readonly bool _lenient;
    private int _at;
    private string? _error;

    private TimestampParser(string text, bool lenient)
    {
        _text = text;
        _lenient = lenient;
    }

    private char? Current => _at < _text.Length ? _text[_at] : null;

    /// <summary>Lenient takes an hour of one digit, a comma before the fraction and offsets of up to 24:60, as the peer does in places.</summary>
    internal static bool TryParse(string text, bool lenient, out Timestamp time, out string error)
    {
        var parser = new TimestampParser(text, lenient);
        time = parser.Parse();
        error = $"\"{text}\" is {Expected}: {parser._error}";
        return parser._error is null;
    }

    private Timestamp Parse()
    {
        var year = Number("year", 4, 0, 9999);
        Expect('-');
        var month = Number("month", 2, 1, 12);
        Expect('-');
        var day = Number("day", 2, 1, 31);
        Expect('T');
        var hour = Number("hour", 2, 0, 23);
        Expect(':');
        var minute = Number("minute", 2, 0, 59);
        Expect(':');
        var second = Number("second", 2, 0, 59);
        var nanoseconds = Fraction();
        var offset = Offset();
        if (_error is null && _at < _text.Length) Fail($"there is something after the offset: \"{_text[_at..]}\"");
        if (_error is null && day > Timestamp.DaysIn(year, month)) Fail("the month does not have that many days");
        return _error is null ? Timestamp.Of(year, month, day, (hour * 60 + minute) * 60 + second, nanoseconds, offset) : default;
    }

    private int Number(string what, int digits, int min, int max)
    {
        if (_error is not null) return 0;
        var start = _at;
        while (_at < start + digits && Current is >= '0' and <= '9') _at++;
        var found = _at - start;
        if (found == 0 && _at >= _text.Length) return Fail($"it ends before the {what}");
        if (found < digits && !(_lenient && what == "hour" && found == 1)) return Fail($"the {what} must have {digits} digits");
        var value = int.Parse(_text.AsSpan(start, found), CultureInfo.InvariantCulture);
        return value >= min && value <= max ? value : Fail($"the {what} must be from {min} to {max}");
    }

    private int Fraction()
    {
        if (_error is not null || !(Current == '.' || (_lenient && Current == ',')) || _at + 1 >= _text.Length || !char.IsAsciiDigit(_text[_at + 1])) return 0;
        var start = ++_at;
        while (Current is >= '0' and <= '9') _at++;
        return int.Parse(_text[start.._at].PadRight(9, '0').AsSpan(0, 9), CultureInfo.InvariantCulture);
    }

    private int Offset()
    {
        if (_error is not null) return 0;
        if (Current == 'Z')
        {
            _at++;
            return 0;
        }
        if (Current is not { } sign) return Fail("it ends before the offset from UTC, which is Z or like +01:00");
        if (sign is not ('+' or '-')) return Fail("the offset from UTC must be Z or like +01:00");
        _at++;
        var hours = Number("hour of the offset", 2, 0, _lenient ? 24 : 23);
        Expect(':');
        var minutes = Number("minute of the offset", 2, 0, _lenient ? 60 : 59);
        var seconds = (hours * 60 + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private void Expect(char wanted)
    {
        if (_error is not null) return;
        if (Current == wanted) _at++;
        else Fail(_at >= _text.Length ? $"it ends where \"{wanted}\" belongs" : $"there is \"{_text[_at]}\" where \"{wanted}\" belongs");
    }

    private int Fail(string error)
    {
        _error ??= error;
        return 0;
    }
}
