using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Reads dates as <c>datetime.strptime</c> does: the format becomes a pattern, white space in it stands for any white space.</summary>
internal static class PythonStrptime
{
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12].Select(m => m.ToLowerInvariant())];
    private static readonly string[] Days = [.. CultureInfo.InvariantCulture.DateTimeFormat.DayNames.Select(d => d.ToLowerInvariant())];

    public static PythonMoment Parse(string text, string format)
    {
        var pattern = PatternOf(format);
        var match = Regex.Match(text, $@"\A{pattern}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!match.Success) throw TemplatingException.Filter($"time data '{text}' does not match format '{format}'");
        if (match.Length != text.Length) throw TemplatingException.Filter($"unconverted data remains: {text[match.Length..]}");
        try
        {
            return new PythonMoment(Date(match) + TimeOfDay(match), Offset(match), Value(match, "Z") ?? "");
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw TemplatingException.Filter("day is out of range for month", e);
        }
    }

    private static string PatternOf(string format)
    {
        var pattern = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (char.IsWhiteSpace(format[at]))
            {
                pattern.Append(@"\s+");
                while (at + 1 < format.Length && char.IsWhiteSpace(format[at + 1])) at++;
            }
            else if (format[at] != '%')
            {
                pattern.Append(Regex.Escape(format[at].ToString()));
            }
            else if (++at == format.Length)
            {
                throw TemplatingException.Filter($"stray % in format '{format}'");
            }
            else
            {
                pattern.Append(Directive(format[at], format));
            }
        }

        return pattern.ToString();
    }

    private static string Directive(char letter, string format) => letter switch
    {
        'd' => @"(?<d>3[01]|[12]\d|0[1-9]|[1-9]| [1-9])",
        'f' => @"(?<f>[0-9]{1,6})",
        'H' => @"(?<H>2[0-3]|[01]\d|\d)",
        'I' => @"(?<I>1[0-2]|0[1-9]|[1-9])",
        'j' => @"(?<j>36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
        'm' => @"(?<m>1[0-2]|0[1-9]|[1-9])",
        'M' => @"(?<M>[0-5]\d|\d)",
        'S' => @"(?<S>6[01]|[0-5]\d|\d)",
        'u' => "(?<u>[1-7])",
        'U' => @"(?<U>5[0-3]|[0-4]\d|\d)",
        'V' => @"(?<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
        'w' => "(?<w>[0-6])",
        'W' => @"(?<W>5[0-3]|[0-4]\d|\d)",
        'y' => @"(?<y>\d\d)",
        'Y' => @"(?<Y>\d\d\d\d)",
        'G' => @"(?<G>\d\d\d\d)",
        'z' => @"(?<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|Z)",
        'Z' => "(?<Z>utc|gmt)",
        'a' => $"(?<a>{string.Join('|', Days.Select(d => d[..3]))})",
        'A' => $"(?<A>{string.Join('|', Days)})",
        'b' => $"(?<b>{string.Join('|', Months.Select(m => m[..3]))})",
        'B' => $"(?<B>{string.Join('|', Months)})",
        'p' => "(?<p>am|pm)",
        'c' => PatternOf("%a %b %d %H:%M:%S %Y"),
        'x' => PatternOf("%m/%d/%y"),
        'X' => PatternOf("%H:%M:%S"),
        '%' => "%",
        _ => throw TemplatingException.Filter($"'{letter}' is a bad directive in format '{format}'"),
    };

    private static DateTime Date(Match match)
    {
        var year = Number(match, "Y") ?? ShortYear(match) ?? 1900;
        if (Number(match, "G") is { } isoYear && Number(match, "V") is { } isoWeek) return ISOWeek.ToDateTime(isoYear, isoWeek, IsoDay(match));
        if (Number(match, "j") is { } dayOfYear) return new DateTime(year, 1, 1).AddDays(dayOfYear - 1);
        if ((Number(match, "U") ?? Number(match, "W")) is { } week && WeekDay(match) is { } weekDay) return InWeek(year, week, weekDay, match.Groups["W"].Success);
        return new DateTime(year, Month(match) ?? 1, Number(match, "d") ?? 1);
    }

    private static int? ShortYear(Match match) => Number(match, "y") is { } year ? year + (year <= 68 ? 2000 : 1900) : null;

    private static int? Month(Match match) =>
        Number(match, "m") ?? (Value(match, "b") ?? Value(match, "B")) switch
        {
            { } name => Array.FindIndex(Months, m => m.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase)) + 1,
            null => null,
        };

    /// <summary>The day of the week, Sunday being 0.</summary>
    private static int? WeekDay(Match match) =>
        Number(match, "w") ?? Number(match, "u") % 7 ?? (Value(match, "a") ?? Value(match, "A")) switch
        {
            { } name => Array.FindIndex(Days, d => d.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase)),
            null => null,
        };

    private static DayOfWeek IsoDay(Match match) => (DayOfWeek)(WeekDay(match) ?? 1);

    private static DateTime InWeek(int year, int week, int weekDay, bool startsMonday)
    {
        var first = new DateTime(year, 1, 1);
        var shift = startsMonday ? 1 : 0;
        var firstDay = ((int)first.DayOfWeek + 7 - shift) % 7;
        var day = (weekDay + 7 - shift) % 7;
        // Week 0 is what lies before the first Sunday (or Monday) of the year.
        return first.AddDays(((7 - firstDay) % 7) + ((week - 1) * 7) + day);
    }

    private static TimeSpan TimeOfDay(Match match)
    {
        var hour = Number(match, "H") ?? TwelveHour(match) ?? 0;
        var micros = Value(match, "f") is { } fraction ? int.Parse(fraction.PadRight(6, '0'), CultureInfo.InvariantCulture) : 0;
        return new TimeSpan(hour, Number(match, "M") ?? 0, Number(match, "S") ?? 0) + TimeSpan.FromTicks(micros * 10L);
    }

    private static int? TwelveHour(Match match)
    {
        if (Number(match, "I") is not { } hour) return null;
        var afternoon = string.Equals(Value(match, "p"), "pm", StringComparison.OrdinalIgnoreCase);
        return (hour % 12) + (afternoon ? 12 : 0);
    }

    private static TimeSpan? Offset(Match match)
    {
        if (Value(match, "z") is not { } zone) return null;
        if (zone is "Z" or "z") return TimeSpan.Zero;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var size = new TimeSpan(Part(digits, 0), Part(digits, 2), digits.Length >= 6 ? Part(digits, 4) : 0);
        return zone[0] == '-' ? -size : size;
    }

    private static int Part(string digits, int from) => int.Parse(digits.AsSpan(from, 2), CultureInfo.InvariantCulture);

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true } found ? found.Value : null;

    private static int? Number(Match match, string group) => Value(match, group) is { } digits ? int.Parse(digits, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) : null;
}
