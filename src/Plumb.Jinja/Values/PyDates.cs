using System.Globalization;

namespace Plumb.Jinja.Values;

/// <summary>The text of dates, times and spans.</summary>
internal static class PyDates
{
    public static string Str(object value) => value switch
    {
        DateOnly date => Iso(date),
        TimeOnly time => Iso(time),
        DateTime moment => Iso(moment, ' '),
        DateTimeOffset moment => Iso(moment, ' '),
        TimeSpan span => SpanText(span),
        _ => value.ToString() ?? "",
    };

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Ticks);

    public static string Iso(DateTime moment, char between) => $"{Iso(DateOnly.FromDateTime(moment))}{between}{Iso(TimeOnly.FromDateTime(moment))}";

    public static string Iso(DateTimeOffset moment, char between) => Iso(moment.DateTime, between) + OffsetText(moment.Offset);

    private static string OffsetText(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);

    public static long Microseconds(long ticks) => ticks / TimeSpan.TicksPerMicrosecond % 1_000_000;

    private static string Fraction(long ticks) => Microseconds(ticks) is > 0 and var micro ? "." + micro.ToString("000000", CultureInfo.InvariantCulture) : "";

    /// <summary>A span as days, which alone may be negative, seconds of the day and microseconds.</summary>
    public static (long Days, long Seconds, long Microseconds) Parts(TimeSpan span)
    {
        var days = (long)Math.Floor((double)span.Ticks / TimeSpan.TicksPerDay);
        var rest = span.Ticks - days * TimeSpan.TicksPerDay;
        return (days, rest / TimeSpan.TicksPerSecond, Microseconds(rest));
    }

    private static string SpanText(TimeSpan span)
    {
        var (days, seconds, _) = Parts(span);
        var clock = $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}{Fraction(span.Ticks - days * TimeSpan.TicksPerDay)}";
        return days == 0 ? clock : $"{days} day{(Math.Abs(days) == 1 ? "" : "s")}, {clock}";
    }

    public static string Repr(object value) => value switch
    {
        DateOnly date => $"datetime.date({date.Year}, {date.Month}, {date.Day})",
        TimeOnly time => $"datetime.time({time.Hour}, {time.Minute}{Rest(time.Second, Microseconds(time.Ticks))})",
        DateTime moment => $"datetime.datetime({MomentRepr(moment)})",
        DateTimeOffset moment => $"datetime.datetime({MomentRepr(moment.DateTime)}, tzinfo={ZoneRepr(moment.Offset)})",
        TimeSpan span => SpanRepr(span),
        _ => value.ToString() ?? "",
    };

    private static string MomentRepr(DateTime moment) =>
        $"{moment.Year}, {moment.Month}, {moment.Day}, {moment.Hour}, {moment.Minute}{Rest(moment.Second, Microseconds(moment.Ticks))}";

    private static string Rest(int seconds, long micro) => micro > 0 ? $", {seconds}, {micro}" : seconds > 0 ? $", {seconds}" : "";

    private static string ZoneRepr(TimeSpan offset) => offset == TimeSpan.Zero ? "datetime.timezone.utc" : $"datetime.timezone({SpanRepr(offset)})";

    private static string SpanRepr(TimeSpan span)
    {
        var (days, seconds, micro) = Parts(span);
        string[] parts = [.. new[] { (days, "days"), (seconds, "seconds"), (micro, "microseconds") }.Where(p => p.Item1 != 0).Select(p => $"{p.Item2}={p.Item1}")];
        return parts.Length == 0 ? "datetime.timedelta(0)" : $"datetime.timedelta({string.Join(", ", parts)})";
    }
}
