using System.Globalization;

namespace Plumb.Operations.Facts.TimeZones;

/// <summary>
/// A rule such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c>, by which a zone goes on after the last change that its file lists (POSIX 8.3,
/// RFC 8536 section 3.3).
/// </summary>
internal sealed record PosixZone(ZonePeriod Standard, ZonePeriod? Summer, string Start, string End)
{
    public static PosixZone? Parse(string text)
    {
        var at = 0;
        if (Period(text, ref at, isSummer: false, null) is not { } standard) return null;
        if (at >= text.Length) return new PosixZone(standard, null, "", "");
        if (Period(text, ref at, isSummer: true, standard.Offset + TimeSpan.FromHours(1)) is not { } summer) return null;
        var rules = text[at..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return rules.Length == 2 ? new PosixZone(standard, summer, rules[0], rules[1]) : null;
    }

    public ZonePeriod At(DateTimeOffset instant)
    {
        if (Summer is null) return Standard;
        var year = instant.ToOffset(Standard.Offset).Year;
        var (start, end) = (Change(Start, year, Standard.Offset), Change(End, year, Summer.Offset));
        var isSummer = start < end ? instant >= start && instant < end : instant >= start || instant < end;
        return isSummer ? Summer : Standard;
    }

    private static ZonePeriod? Period(string text, ref int at, bool isSummer, TimeSpan? offsetIfNone)
    {
        var start = at;
        string name;
        if (at < text.Length && text[at] == '<')
        {
            at = text.IndexOf('>', at) + 1;
            if (at == 0) return null;
            name = text[(start + 1)..(at - 1)];
        }
        else
        {
            while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
            name = text[start..at];
        }
        start = at;
        while (at < text.Length && text[at] is '+' or '-' or ':' or (>= '0' and <= '9')) at++;
        // Written are hours to the west.
        var offset = at > start ? -Hours(text[start..at]) : offsetIfNone;
        return name.Length == 0 || offset is null ? null : new ZonePeriod(offset.Value, isSummer, name);
    }

    private static DateTimeOffset Change(string rule, int year, TimeSpan offsetBefore)
    {
        var parts = rule.Split('/', 2);
        var time = parts.Length == 2 ? Hours(parts[1]) : TimeSpan.FromHours(2);
        return new DateTimeOffset(Day(parts[0], year), TimeSpan.Zero) + time - offsetBefore;
    }

    private static DateTime Day(string rule, int year)
    {
        var january = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        switch (rule)
        {
            case ['M', .. var monthly] when monthly.Split('.') is [var month, var week, var day]:
                var first = new DateTime(year, Number(month), 1, 0, 0, 0, DateTimeKind.Unspecified);
                var wanted = first.AddDays((Number(day) - (int)first.DayOfWeek + 7) % 7 + (7 * (Number(week) - 1)));
                // The fifth week means the last, which may be the fourth.
                return wanted.Month == first.Month ? wanted : wanted.AddDays(-7);
            case ['J', .. var number]:
                var index = Number(number) - 1;
                return january.AddDays(DateTime.IsLeapYear(year) && index >= 59 ? index + 1 : index);
            default:
                return january.AddDays(Number(rule));
        }
    }

    private static TimeSpan Hours(string text)
    {
        var isNegative = text.StartsWith('-');
        var parts = text.TrimStart('+', '-').Split(':');
        var span = new TimeSpan(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0, parts.Length > 2 ? Number(parts[2]) : 0);
        return isNegative ? -span : span;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
