using System.Globalization;

namespace Plumb.Operations.Text;

/// <summary>Moments and spans as Python's <c>str</c> writes them; a fraction of zero is left out.</summary>
internal static class PythonMoment
{
    public static string Text(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(moment.Ticks);

    public static string Text(TimeSpan span)
    {
        var days = (int)Math.Floor(span.TotalDays);
        var rest = span - TimeSpan.FromDays(days);
        var prefix = days == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{days} day{(Math.Abs(days) == 1 ? "" : "s")}, ");
        return prefix + string.Create(CultureInfo.InvariantCulture, $"{rest.Hours}:{rest.Minutes:00}:{rest.Seconds:00}") + Fraction(rest.Ticks);
    }

    private static string Fraction(long ticks)
    {
        var microseconds = ticks % TimeSpan.TicksPerSecond / 10;
        return microseconds == 0 ? "" : "." + microseconds.ToString("000000", CultureInfo.InvariantCulture);
    }
}
