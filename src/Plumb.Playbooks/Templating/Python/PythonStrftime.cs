using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>
/// <c>strftime</c> of the C locale with glibc's flags (<c>%-d</c>, <c>%_H</c>, <c>%^a</c>, <c>%05Y</c>) as Python passes it through.
/// </summary>
internal static class PythonStrftime
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <param name="format">The format; what no directive is stays as written.</param>
    /// <param name="moment">What to write.</param>
    /// <param name="microseconds">Whether <c>%f</c> means microseconds, as for datetime objects; <c>time.strftime</c> does not know it.</param>
    public static string Format(string format, PythonMoment moment, bool microseconds = false)
    {
        var text = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 == format.Length)
            {
                text.Append(format[at]);
                continue;
            }

            var start = at++;
            var flag = "-_0^#".Contains(format[at], StringComparison.Ordinal) ? format[at++] : '\0';
            var width = 0;
            while (at < format.Length && char.IsAsciiDigit(format[at]) && width < 1000) width = (width * 10) + format[at++] - '0';
            while (at < format.Length && format[at] is 'E' or 'O') at++;
            var written = at < format.Length ? Directive(format[at], moment, microseconds) : null;
            text.Append(written is null ? format[start..Math.Min(at + 1, format.Length)] : Padded(written.Value, flag, width));
        }

        return text.ToString();
    }

    private static (string Text, char Pad, int Width)? Directive(char letter, PythonMoment moment, bool microseconds)
    {
        var clock = moment.Clock;
        return letter switch
        {
            'a' => Text(clock.ToString("ddd", English)),
            'A' => Text(clock.ToString("dddd", English)),
            'b' or 'h' => Text(clock.ToString("MMM", English)),
            'B' => Text(clock.ToString("MMMM", English)),
            'c' => Text($"{clock.ToString("ddd MMM", English)} {clock.Day,2} {clock.ToString("HH:mm:ss yyyy", English)}"),
            'C' => Number(clock.Year / 100, 2),
            'd' => Number(clock.Day, 2),
            'D' or 'x' => Text(clock.ToString("MM/dd/yy", English)),
            'e' => Number(clock.Day, 2, ' '),
            'f' when microseconds => Number(clock.Ticks / 10 % 1_000_000, 6),
            'F' => Text(clock.ToString("yyyy-MM-dd", English)),
            'g' => Number(ISOWeek.GetYear(clock) % 100, 2),
            'G' => Number(ISOWeek.GetYear(clock), 1),
            'H' => Number(clock.Hour, 2),
            'I' => Number(TwelveHour(clock), 2),
            'j' => Number(clock.DayOfYear, 3),
            'k' => Number(clock.Hour, 2, ' '),
            'l' => Number(TwelveHour(clock), 2, ' '),
            'm' => Number(clock.Month, 2),
            'M' => Number(clock.Minute, 2),
            'n' => Text("\n"),
            'p' => Text(clock.Hour < 12 ? "AM" : "PM"),
            'P' => Text(clock.Hour < 12 ? "am" : "pm"),
            'r' => Text($"{TwelveHour(clock):00}{clock.ToString(":mm:ss", English)} {(clock.Hour < 12 ? "AM" : "PM")}"),
            'R' => Text(clock.ToString("HH:mm", English)),
            's' => Number(Epoch(moment), 1),
            'S' => Number(clock.Second, 2),
            't' => Text("\t"),
            'T' or 'X' => Text(clock.ToString("HH:mm:ss", English)),
            'u' => Number(clock.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)clock.DayOfWeek, 1),
            'U' => Number((clock.DayOfYear + 6 - (int)clock.DayOfWeek) / 7, 2),
            'V' => Number(ISOWeek.GetWeekOfYear(clock), 2),
            'w' => Number((int)clock.DayOfWeek, 1),
            'W' => Number((clock.DayOfYear + 6 - (((int)clock.DayOfWeek + 6) % 7)) / 7, 2),
            'y' => Number(clock.Year % 100, 2),
            'Y' => Number(clock.Year, 1),
            'z' => Text(moment.Offset is { } offset ? Offset(offset) : ""),
            'Z' => Text(moment.Zone),
            '%' => Text("%"),
            _ => null,
        };
    }

    private static (string, char, int)? Text(string text) => (text, ' ', 0);

    private static (string, char, int)? Number(long value, int width, char pad = '0') => (value.ToString(English), pad, width);

    private static string Padded((string Text, char Pad, int Width) written, char flag, int width)
    {
        var isNumber = written.Width > 0;
        var pad = flag switch { '_' => ' ', '0' => '0', _ => written.Pad };
        var least = flag == '-' ? 0 : Math.Max(width, written.Width);
        var text = flag switch
        {
            '^' => written.Text.ToUpperInvariant(),
            '#' => written.Text is "AM" or "PM" || written.Text.All(char.IsUpper) ? written.Text.ToLowerInvariant() : written.Text.ToUpperInvariant(),
            _ => written.Text,
        };
        return text.PadLeft(isNumber ? least : width, pad);
    }

    private static int TwelveHour(DateTime clock) => clock.Hour % 12 == 0 ? 12 : clock.Hour % 12;

    private static long Epoch(PythonMoment moment) => (long)(moment.Clock - (moment.Offset ?? TimeSpan.Zero) - DateTime.UnixEpoch).TotalSeconds;

    private static string Offset(TimeSpan offset)
    {
        var size = offset.Duration();
        return string.Create(English, $"{(offset < TimeSpan.Zero ? '-' : '+')}{size.Hours:00}{size.Minutes:00}");
    }
}
