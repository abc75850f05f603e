using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;

namespace Plumb.Providers.Time;

/// <summary>The functions of the provider: durations and times taken to parts.</summary>
internal static class TimeParsingFunctions
{
    private const long PerMicrosecond = 1_000;
    private const long PerMillisecond = 1_000_000;
    private const long PerSecond = 1_000_000_000;

    private static readonly string[] PartNames = ["year", "year_day", "day", "month", "weekday", "hour", "minute", "second", "iso_year", "iso_week"];

    public static IReadOnlyList<Function> All() => [DurationParse(), Rfc3339Parse(), UnixTimestampParse()];

    private static Function DurationParse() => Create("duration_parse", "Takes a duration such as 1h30m to parts, each of which is all of it in another unit.",
        new Parameter("duration", DataType.String) { Description = "The duration." },
        ["hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"], [], call =>
        {
            if (!Duration.TryParse(((StringValue)call[0]).Text, out var duration, out var problem)) return call.Fail(0, $"{problem}.");
            var nanoseconds = duration.Nanoseconds;
            return Value.Object(
                ("hours", InUnit(nanoseconds, 3600 * PerSecond)),
                ("minutes", InUnit(nanoseconds, 60 * PerSecond)),
                ("seconds", InUnit(nanoseconds, PerSecond)),
                ("milliseconds", Value.Number(nanoseconds / PerMillisecond)),
                ("microseconds", Value.Number(nanoseconds / PerMicrosecond)),
                ("nanoseconds", Value.Number(nanoseconds)));
        });

    private static Function Rfc3339Parse() => Create("rfc3339_parse", "Takes a time in the format of RFC 3339 to parts.",
        new Parameter("timestamp", DataType.String) { Description = "The time." },
        [.. PartNames, "unix"], ["month_name", "weekday_name"], call =>
        {
            if (!TimeShift.TryParse(((StringValue)call[0]).Text, out var time, out var problem)) return call.Fail(0, $"{problem}.");
            return Parts(time).With("unix", Value.Number(time.UnixSeconds));
        });

    private static Function UnixTimestampParse() => Create("unix_timestamp_parse", "Takes a time in seconds since 1970 to parts, in UTC.",
        new Parameter("unix_timestamp", DataType.Number) { Description = "The time in seconds since 1970, a whole number." },
        PartNames, ["month_name", "weekday_name", "rfc3339"], call =>
        {
            const long YearZero = -62_167_219_200;
            const long YearTenThousand = 253_402_300_800;
            if (!((NumberValue)call[0]).Number.TryGetInt64(out var seconds)) return call.Fail(0, "a time in seconds since 1970 is a whole number of at most 64 bits");
            if (seconds is < YearZero or >= YearTenThousand) return call.Fail(0, "the time is not of the years 0 to 9999");
            var time = new Timestamp(seconds, 0, 0);
            return Parts(time).With("rfc3339", Value.String(time.ToString()));
        });

    private static ObjectValue Parts(Timestamp time)
    {
        var (isoYear, isoWeek) = time.IsoWeek;
        return Value.Object(
            ("year", Value.Number(time.Year)), ("year_day", Value.Number(time.DayOfYear)), ("day", Value.Number(time.Day)),
            ("month", Value.Number(time.Month)), ("month_name", Value.String(TimeShift.MonthName(time.Month))),
            ("weekday", Value.Number((int)time.DayOfWeek)), ("weekday_name", Value.String(TimeShift.DayName(time.DayOfWeek))),
            ("hour", Value.Number(time.Hour)), ("minute", Value.Number(time.Minute)), ("second", Value.Number(time.Second)),
            ("iso_year", Value.Number(isoYear)), ("iso_week", Value.Number(isoWeek)));
    }

    // Whole units and the rest are divided each by itself, as the official provider's numbers come about.
    private static NumberValue InUnit(long nanoseconds, long unit) => Value.Number(Number.FromDouble(nanoseconds / unit + (double)(nanoseconds % unit) / unit));

    private static Function Create(string name, string description, Parameter parameter, string[] numbers, string[] texts, Func<FunctionCall, Value> body) => new()
    {
        Name = name,
        Description = description,
        Parameters = [parameter],
        ReturnType = Function.Returns(DataType.Object(numbers.Select(n => KeyValuePair.Create(n, (DataType)DataType.Number))
            .Concat(texts.Select(t => KeyValuePair.Create(t, (DataType)DataType.String))))),
        Body = body,
    };
}
