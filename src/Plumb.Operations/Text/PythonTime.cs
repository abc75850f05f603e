using System.Globalization;

namespace Plumb.Operations.Text;

/// <summary>Times written by the directives of <c>strptime</c>.</summary>
internal static class PythonTime
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The local time that a text says, or null where it does not match the format.</summary>
    public static DateTime? Parse(string text, string format)
    {
        var fields = new Fields();
        var place = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (char.IsWhiteSpace(format[i]))
            {
                while (place < text.Length && char.IsWhiteSpace(text[place])) place++;
                continue;
            }
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                if (place >= text.Length || text[place++] != format[i]) return null;
                continue;
            }
            if (!fields.Read(format[++i], text, ref place)) return null;
        }
        return place == text.Length ? fields.Time() : null;
    }

    private sealed class Fields
    {
        private int _year = 1900;
        private int _month = 1;
        private int _day = 1;
        private int _hour;
        private int _minute;
        private int _second;
        private int? _dayOfYear;
        private bool? _afternoon;

        public bool Read(char directive, string text, ref int place)
        {
            switch (directive)
            {
                case 'Y': return Number(text, ref place, 4, 4, out _year);
                case 'y':
                    if (!Number(text, ref place, 2, 2, out _year)) return false;
                    _year += _year < 69 ? 2000 : 1900;
                    return true;
                case 'm': return Number(text, ref place, 1, 2, out _month);
                case 'd': return Number(text, ref place, 1, 2, out _day);
                case 'H' or 'I': return Number(text, ref place, 1, 2, out _hour);
                case 'M': return Number(text, ref place, 1, 2, out _minute);
                case 'S': return Number(text, ref place, 1, 2, out _second);
                case 'j':
                    var read = Number(text, ref place, 1, 3, out var day);
                    _dayOfYear = day;
                    return read;
                case 'b': return Month(text, ref place, 3);
                case 'p': return Noon(text, ref place);
                case '%': return place < text.Length && text[place++] == '%';
                case 'T': return Read('H', text, ref place) && Literal(':', text, ref place) && Read('M', text, ref place) && Literal(':', text, ref place) && Read('S', text, ref place);
                default: return false;
            }
        }

        public DateTime? Time()
        {
            var hour = _afternoon is { } afternoon ? (_hour % 12) + (afternoon ? 12 : 0) : _hour;
            if (_year is < 1 or > 9999 || _month is < 1 or > 12 || hour > 23 || _minute > 59 || _second > 61) return null;
            if (_day < 1 || _day > DateTime.DaysInMonth(_year, _month)) return null;
            var start = _dayOfYear is { } day ? new DateTime(_year, 1, 1).AddDays(day - 1) : new DateTime(_year, _month, _day);
            return start.AddHours(hour).AddMinutes(_minute).AddSeconds(_second);
        }

        private static bool Literal(char c, string text, ref int place) => place < text.Length && text[place++] == c;

        private static bool Number(string text, ref int place, int least, int most, out int value)
        {
            var start = place;
            while (place < text.Length && place - start < most && char.IsAsciiDigit(text[place])) place++;
            value = 0;
            return place - start >= least && int.TryParse(text.AsSpan(start, place - start), NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        private bool Month(string text, ref int place, int length)
        {
            if (place + length > text.Length) return false;
            _month = Array.IndexOf(Months, text.Substring(place, length).ToLowerInvariant()) + 1;
            place += length;
            return _month > 0;
        }

        private bool Noon(string text, ref int place)
        {
            if (place + 2 > text.Length) return false;
            var half = text.Substring(place, 2).ToLowerInvariant();
            place += 2;
            _afternoon = half == "pm";
            return half is "am" or "pm";
        }
    }
}
