using System.Numerics;

namespace Plumb.Jinja.Values;

/// <summary>The attributes of built-in values that are not methods.</summary>
internal static class PyAttributes
{
    public static bool TryGet(object? owner, string name, out object? value)
    {
        var found = owner switch
        {
            long or BigInteger or bool or double => OfNumber(owner, name),
            DateOnly date => OfDate(date.Year, date.Month, date.Day, name),
            DateTime moment => OfDate(moment.Year, moment.Month, moment.Day, name) ?? OfTime(TimeOnly.FromDateTime(moment), name),
            DateTimeOffset moment => OfDate(moment.Year, moment.Month, moment.Day, name) ?? OfTime(TimeOnly.FromDateTime(moment.DateTime), name),
            TimeOnly time => OfTime(time, name),
            TimeSpan span => OfSpan(span, name),
            PyRange range => name switch { "start" => range.Start, "stop" => range.Stop, "step" => range.Step, _ => null },
            _ => null,
        };
        value = found;
        return found is not null;
    }

    private static object? OfNumber(object owner, string name) => (name, owner) switch
    {
        ("real", bool) => PyArithmetic.Plus(owner),
        ("real", _) => owner,
        ("imag", double) => 0.0,
        ("imag", _) => 0L,
        ("numerator", not double) => PyArithmetic.Plus(owner),
        ("denominator", not double) => 1L,
        _ => null,
    };

    private static object? OfDate(int year, int month, int day, string name) => name switch
    {
        "year" => (long)year,
        "month" => (long)month,
        "day" => (long)day,
        _ => null,
    };

    private static object? OfTime(TimeOnly time, string name) => name switch
    {
        "hour" => (long)time.Hour,
        "minute" => (long)time.Minute,
        "second" => (long)time.Second,
        "microsecond" => PyDates.Microseconds(time.Ticks),
        _ => null,
    };

    private static object? OfSpan(TimeSpan span, string name) => name switch
    {
        "days" => PyDates.Parts(span).Days,
        "seconds" => PyDates.Parts(span).Seconds,
        "microseconds" => PyDates.Parts(span).Microseconds,
        _ => null,
    };
}
