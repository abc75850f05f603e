using System.Globalization;
using System.Text;

namespace Plumb.Engine.Functions.Dates;

/// <summary>
/// Writes a time as a format string asks: letters stand for parts of the time, by how often they are repeated; text in
/// single quotes and everything but letters stands for itself.
/// </summary>
internal static class DateFormat
{
    private const char Quote = '\'';

    /// <summary>The text, or null with the reason.</summary>
    internal static string? Write(string format, Timestamp time, out string? error)
    {
        var output = new StringBuilder();
        error = null;
        for (var at = 0; at < format.Length && error is null;)
        {
            if (format[at] == Quote)
            {
                at = AppendQuoted(output, format, at, out error);
            }
            else if (char.IsAsciiLetter(format[at]))
            {
                var count = format.AsSpan(at).IndexOfAnyExcept(format[at]);
                if (count < 0) count = format.Length - at;
                if (Part(format[at], count, time, out error) is { } part) output.Append(part);
                else error = $"\"{new string(format[at], count)}\" is not a part of a time: {error}";
                at += count;
            }
            else
            {
                output.Append(format[at++]);
            }
        }
        return error is null ? output.ToString() : null;
    }

    private static int AppendQuoted(StringBuilder output, string format, int start, out string? error)
    {
        error = null;
        if (start + 1 < format.Length && format[start + 1] == Quote)
        {
            output.Append(Quote);
            return start + 2;
        }
        for (var at = start + 1; at < format.Length; at++)
        {
            if (format[at] != Quote)
            {
                output.Append(format[at]);
                continue;
            }
            if (at + 1 >= format.Length || format[at + 1] != Quote) return at + 1;
            output.Append(Quote);
            // The peer takes a doubled quote at the very end for the end as well.
            if (++at + 1 >= format.Length) return format.Length;
        }
        error = "a quotation is not closed: the closing ' is missing";
        return format.Length;
    }

    private static string? Part(char letter, int count, Timestamp time, out string? error)
    {
        var (usage, part) = letter switch
        {
            'Y' => ("a year is YY or YYYY", Year(time.Year, count)),
            'M' => ("a month is M, MM, MMM or MMMM", count switch
            {
                <= 2 => Number(time.Month, count),
                3 => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(time.Month),
                4 => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(time.Month),
                _ => null,
            }),
            'D' => ("a day of the month is D or DD", Number(time.Day, count)),
            'E' => ("a day of the week is EEE or EEEE", count switch
            {
                3 => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(time.DayOfWeek),
                4 => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(time.DayOfWeek),
                _ => null,
            }),
            'h' => ("an hour of the day is h or hh", Number(time.Hour, count)),
            'H' => ("an hour of the half day is H or HH", Number((time.Hour + 11) % 12 + 1, count)),
            'A' => ("the half of the day is AA or aa", count == 2 ? time.Hour < 12 ? "AM" : "PM" : null),
            'a' => ("the half of the day is AA or aa", count == 2 ? time.Hour < 12 ? "am" : "pm" : null),
            'm' => ("a minute is m or mm", Number(time.Minute, count)),
            's' => ("a second is s or ss", Number(time.Second, count)),
            'Z' => ("an offset from UTC is Z, ZZZ, ZZZZ or ZZZZZ", count switch
            {
                1 => time.FormatOffset(":", "Z"),
                3 => time.FormatOffset("", "UTC"),
                4 => time.FormatOffset("", null),
                5 => time.FormatOffset(":", null),
                _ => null,
            }),
            _ => ("put letters that stand for themselves into single quotes", null),
        };
        error = part is null ? usage : null;
        return part;
    }

    private static string? Year(int year, int count) => count switch
    {
        2 => (year % 100).ToString("00", CultureInfo.InvariantCulture),
        4 => year.ToString("0000", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Number(int value, int count) => count switch
    {
        1 => value.ToString(CultureInfo.InvariantCulture),
        2 => value.ToString("00", CultureInfo.InvariantCulture),
        _ => null,
    };
}
