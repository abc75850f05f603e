using System.Globalization;
using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Dates and times by the codes of <c>strftime</c>.</summary>
public static class PyTime
{
    public static string Format(object value, string format)
    {
        var (moment, offset) = value switch
        {
            DateOnly date => (date.ToDateTime(TimeOnly.MinValue), (TimeSpan?)null),
            TimeOnly time => (new DateTime(1900, 1, 1).Add(time.ToTimeSpan()), null),
            DateTimeOffset zoned => (zoned.DateTime, zoned.Offset),
            DateTime plain => (plain, null),
            _ => throw JinjaException.Type($"descriptor 'strftime' for type 'datetime.date' doesn't apply to type '{PyTypes.NameOf(value)}'"),
        };
        var output = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                output.Append(format[i]);
                continue;
            }
            var code = format[++i];
            var unpadded = code == '-' && i + 1 < format.Length;
            if (unpadded) code = format[++i];
            var text = Code(moment, offset, code);
            output.Append(unpadded && text.Length > 1 ? text.TrimStart('0', ' ') is { Length: > 0 } bare ? bare : "0" : text);
        }
        return output.ToString();
    }

    private static string Code(DateTime moment, TimeSpan? offset, char code) => code switch
    {
        'Y' => Number(moment.Year, 1),
        'C' => Number(moment.Year / 100, 2),
        'y' => Number(moment.Year % 100, 2),
        'm' => Number(moment.Month, 2),
        'd' => Number(moment.Day, 2),
        'e' => Number(moment.Day, 1).PadLeft(2),
        'H' => Number(moment.Hour, 2),
        'I' => Number((moment.Hour + 11) % 12 + 1, 2),
        'M' => Number(moment.Minute, 2),
        'S' => Number(moment.Second, 2),
        'f' => Number(PyDates.Microseconds(moment.Ticks), 6),
        'j' => Number(moment.DayOfYear, 3),
        'p' => moment.Hour < 12 ? "AM" : "PM",
        'a' => Named(moment, "ddd"),
        'A' => Named(moment, "dddd"),
        'b' or 'h' => Named(moment, "MMM"),
        'B' => Named(moment, "MMMM"),
        'w' => Number((int)moment.DayOfWeek, 1),
        'u' => Number(((int)moment.DayOfWeek + 6) % 7 + 1, 1),
        'U' => Number((moment.DayOfYear + 6 - (int)moment.DayOfWeek) / 7, 2),
        'W' => Number((moment.DayOfYear + 6 - ((int)moment.DayOfWeek + 6) % 7) / 7, 2),
        'G' => Number(ISOWeek.GetYear(moment), 1),
        'V' => Number(ISOWeek.GetWeekOfYear(moment), 2),
        's' => Number(new DateTimeOffset(moment, offset ?? TimeSpan.Zero).ToUnixTimeSeconds(), 1),
        'z' => offset is { } zone ? (zone < TimeSpan.Zero ? "-" : "+") + zone.ToString("hhmm", CultureInfo.InvariantCulture) : "",
        'Z' => offset is { } shift ? shift == TimeSpan.Zero ? "UTC" : "UTC" + (shift < TimeSpan.Zero ? "-" : "+") + shift.ToString("hh\\:mm", CultureInfo.InvariantCulture) : "",
        'F' => PyDates.Iso(DateOnly.FromDateTime(moment)),
        'T' or 'X' => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'R' => moment.ToString("HH:mm", CultureInfo.InvariantCulture),
        'D' or 'x' => moment.ToString("MM\\/dd\\/yy", CultureInfo.InvariantCulture),
        'r' => moment.ToString("hh:mm:ss tt", CultureInfo.InvariantCulture),
        'c' => $"{Named(moment, "ddd MMM")} {moment.Day,2} {moment.ToString("HH:mm:ss yyyy", CultureInfo.InvariantCulture)}",
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => $"%{code}",
    };

    private static string Number(long value, int digits) => value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private static string Named(DateTime moment, string format) => moment.ToString(format, CultureInfo.InvariantCulture);
}
