using CsCheck;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Providers.Time;

namespace Plumb.Providers.Tests.Time;

public sealed class TimeProviderTests
{
    private static readonly MapValue One = Value.Map(DataType.String, [KeyValuePair.Create("a", (Value)Value.String("1"))]);

    private readonly SettableClock _clock = new();

    [Fact]
    public async Task A_static_time_is_the_present_one_or_a_given_one()
    {
        var resource = Resource(new TimeStatic(_clock));
        var now = await resource.Create();
        Assert.Equal(("2024-02-29T12:30:15Z", "2024-02-29T12:30:15Z"), (Embedded.Text(now, "rfc3339"), Embedded.Text(now, "id")));
        Assert.Equal([2024, 2, 29, 12, 30, 15, 1709209815], Parts(now));
        Assert.Equal(["triggers", "rfc3339"], await resource.Replacing(now, ("triggers", One)));

        (string, Value) given = ("rfc3339", Value.String("2020-02-12T06:36:13+01:00"));
        Assert.True((await resource.Plan(null, given)).Planned.IsWhollyKnown);
        var fixedTime = await resource.Create(given);
        Assert.Equal([2020, 2, 12, 6, 36, 13, 1581485773], Parts(fixedTime));
        Assert.Equal(["rfc3339"], await resource.Replacing(now, given));
        Assert.Equal(await resource.Create(given), await resource.Import("2020-02-12T06:36:13+01:00"));
        Assert.Equal(["Invalid RFC3339 String Value"], await resource.Problems(("rfc3339", Value.String("yesterday"))));
    }

    [Theory]
    [InlineData("offset_months", 1, "2024-03-31T00:00:00Z", "2024-05-01T00:00:00Z")]
    [InlineData("offset_months", -1, "2024-03-31T00:00:00Z", "2024-03-02T00:00:00Z")]
    [InlineData("offset_years", 1, "2024-02-29T00:00:00Z", "2025-03-01T00:00:00Z")]
    [InlineData("offset_days", -60, "2024-03-01T00:00:00Z", "2024-01-01T00:00:00Z")]
    [InlineData("offset_hours", 36, "2024-02-28T00:00:00+02:00", "2024-02-29T12:00:00+02:00")]
    [InlineData("offset_minutes", -1, "2024-01-01T00:00:00Z", "2023-12-31T23:59:00Z")]
    [InlineData("offset_seconds", 86400, "2023-12-31T00:00:00Z", "2024-01-01T00:00:00Z")]
    public async Task An_offset_time_is_moved_by_the_calendar(string argument, int count, string from, string to)
    {
        var made = await Resource(new TimeOffset(_clock)).Create(("base_rfc3339", Value.String(from)), (argument, Value.Number(count)));
        Assert.Equal((to, from, from), (Embedded.Text(made, "rfc3339"), Embedded.Text(made, "base_rfc3339"), Embedded.Text(made, "id")));
    }

    [Fact]
    public async Task Another_offset_is_counted_from_the_stored_time()
    {
        var resource = Resource(new TimeOffset(_clock));
        var made = await resource.Create(("offset_days", Value.Number(1)));
        _clock.Advance(TimeSpan.FromDays(30));
        var plan = await resource.Plan(made, ("offset_days", Value.Number(2)));
        Assert.Empty(plan.RequiresReplace);
        Assert.Equal("2024-03-02T12:30:15Z", Embedded.Text((ObjectValue)plan.Planned, "rfc3339"));
        Assert.Equal(plan.Planned, await resource.Update(made, ("offset_days", Value.Number(2))));
        Assert.Equal(made, await resource.Import("2024-02-29T12:30:15Z,,,1,,,"));
        Assert.Equal(["Missing Attribute Configuration"], await resource.Problems());
        Assert.Equal(["Value Conversion Error"], await resource.Problems(("offset_days", Value.Number(Core.Numerics.Number.Parse("1.5")))));
        Assert.Equal("Time out of range", Assert.Single((await resource.TryCreate(("offset_years", Value.Number(long.MaxValue)))).Diagnostics).Summary);
        foreach (var id in (string[])["", "2024-02-29T12:30:15Z,,,,,,", "x,1,,,,,", "2024-02-29T12:30:15Z,x,,,,,", "1,2"]) Assert.Single(await resource.ImportProblems(id));
    }

    [Fact]
    public async Task A_rotating_time_is_gone_when_its_rotation_has_come()
    {
        var resource = Resource(new TimeRotating(_clock));
        var made = await resource.Create(("rotation_days", Value.Number(7)), ("rotation_months", Value.Number(1)));
        Assert.Equal(("2024-02-29T12:30:15Z", "2024-03-29T12:30:15Z"), (Embedded.Text(made, "rfc3339"), Embedded.Text(made, "rotation_rfc3339")));
        Assert.Equal([2024, 3, 29, 12, 30, 15, 1711715415], Parts(made));

        var updated = await resource.Update(made, ("rotation_years", Value.Number(1)));
        Assert.Equal(("2024-02-29T12:30:15Z", "2025-03-01T12:30:15Z"), (Embedded.Text(updated, "rfc3339"), Embedded.Text(updated, "rotation_rfc3339")));
        Assert.Equal(updated, await resource.Import("2024-02-29T12:30:15Z,1,,,,"));

        _clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal(made, await resource.Read(made));
        _clock.Advance(TimeSpan.FromDays(1.1));
        Assert.True((await resource.Read(made)).IsNull);
        Assert.Equal(["rotation_rfc3339"], await resource.Replacing(made, ("rotation_rfc3339", Value.String("2030-01-01T00:00:00Z"))));
        Assert.Equal(["Invalid Attribute Value"], await resource.Problems(("rotation_days", Value.Number(0))));
        Assert.Equal("2030-01-01T00:00:00Z", Embedded.Text(await resource.Import("2024-02-29T12:30:15Z,2030-01-01T00:00:00Z"), "rotation_rfc3339"));
        foreach (var id in (string[])["", "2024-02-29T12:30:15Z,x", "2024-02-29T12:30:15Z,,,,,", "a,b,c"]) Assert.Single(await resource.ImportProblems(id));
    }

    [Fact]
    public async Task A_sleep_takes_its_time()
    {
        var resource = Resource(new TimeSleep(TimeProvider.System));
        var start = TimeProvider.System.GetTimestamp();
        var made = await resource.Create(("create_duration", Value.String("50ms")), ("destroy_duration", Value.String("0.1s")));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, 50, 60_000);
        start = TimeProvider.System.GetTimestamp();
        await resource.Delete(made);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, 100, 60_000);

        Assert.Equal("1h", Embedded.Text(await resource.Update(made, ("create_duration", Value.String("1h")), ("destroy_duration", Value.String("1m"))), "create_duration"));
        Assert.Equal("30s", Embedded.Text(await resource.Import("30s,"), "create_duration"));
        Assert.Equal(["Invalid Attribute Combination"], await resource.Problems());
        foreach (var text in (string[])["30", "s", "1h30m", "-1s", ".5s", "1.s"]) Assert.Equal(["Invalid Attribute Value Match"], await resource.Problems(("create_duration", Value.String(text))));
        foreach (var id in (string[])["", ",", "x,", "1s"]) Assert.Single(await resource.ImportProblems(id));
    }

    [Fact]
    public async Task A_sleep_ends_when_the_provider_is_stopped()
    {
        var resource = Resource(new TimeSleep(TimeProvider.System));
        var making = resource.TryCreate(("create_duration", Value.String("1h")));
        await resource.Provider.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Create time sleep error", Assert.Single((await making.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Diagnostics).Summary);
    }

    [Fact]
    public void Durations_are_taken_to_parts()
    {
        var parts = Assert.IsType<ObjectValue>(Call("duration_parse", Value.String("1h30m0.5s")));
        Assert.Equal("""{hours = 1.500138888888889, microseconds = 5400500000, milliseconds = 5400500, minutes = 90.00833333333334, nanoseconds = 5400500000000, seconds = 5400.5}""",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{{string.Join(", ", parts.Entries.Select(e => $"{e.Key} = {((NumberValue)e.Value).Number.ToDouble()}"))}}}"));
    }

    [Theory]
    [InlineData("rfc3339_parse", "2023-07-25T23:43:16-00:00", 2023, 206, 7, "July", 2, "Tuesday", 2023, 30)]
    [InlineData("rfc3339_parse", "2021-01-03T00:00:00Z", 2021, 3, 1, "January", 0, "Sunday", 2020, 53)]
    [InlineData("rfc3339_parse", "2024-12-30T23:00:00-05:00", 2024, 365, 12, "December", 1, "Monday", 2025, 1)]
    [InlineData("unix_timestamp_parse", "1690328596", 2023, 206, 7, "July", 2, "Tuesday", 2023, 30)]
    [InlineData("unix_timestamp_parse", "-1", 1969, 365, 12, "December", 3, "Wednesday", 1970, 1)]
    public void Times_are_taken_to_parts(string function, string time, int year, int yearDay, int month, string monthName, int weekday, string weekdayName, int isoYear, int isoWeek)
    {
        var parts = Assert.IsType<ObjectValue>(Call(function, function == "rfc3339_parse" ? Value.String(time) : Value.Number(Core.Numerics.Number.Parse(time))));
        Assert.Equal([year, yearDay, month, weekday, isoYear, isoWeek], Numbers(parts, "year", "year_day", "month", "weekday", "iso_year", "iso_week"));
        Assert.Equal((monthName, weekdayName), (Embedded.Text(parts, "month_name"), Embedded.Text(parts, "weekday_name")));
    }

    [Fact]
    public void Weeks_are_those_of_the_platform() => Gen.DateTime[new DateTime(1000, 1, 1), new DateTime(9990, 1, 1)].Sample(time =>
    {
        var parts = (ObjectValue)Call("rfc3339_parse", Value.String(time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([System.Globalization.ISOWeek.GetYear(time), System.Globalization.ISOWeek.GetWeekOfYear(time), time.DayOfYear], Numbers(parts, "iso_year", "iso_week", "year_day"));
    }, iter: 300);

    [Fact]
    public Task Months_are_added_as_the_official_provider_adds_them() => Gen.Select(Gen.Date[new DateTime(1900, 1, 1), new DateTime(2100, 1, 1)], Gen.Int[-500, 500]).SampleAsync(async (date, months) =>
    {
        var made = await Resource(new TimeOffset(_clock)).TryCreate(("base_rfc3339", Value.String(Midnight(date))), ("offset_months", Value.Number(months)));
        Assert.Equal(Midnight(new DateTime(date.Year, date.Month, 1).AddMonths(months).AddDays(date.Day - 1)), Embedded.Text((ObjectValue)made.NewState, "rfc3339"));

        static string Midnight(DateTime day) => day.ToString("yyyy-MM-dd'T00:00:00Z'", System.Globalization.CultureInfo.InvariantCulture);
    }, iter: 300);

    [Fact]
    public void What_is_no_time_is_refused()
    {
        foreach (var (function, argument) in new (string, Value)[] { ("rfc3339_parse", Value.String("x")), ("duration_parse", Value.String("1 hour")), ("unix_timestamp_parse", Value.Number(Core.Numerics.Number.Parse("0.5"))) })
        {
            FunctionInvoker.Call(Functions()[function], [argument], out var error);
            Assert.NotNull(error);
        }
    }

    private static Dictionary<string, Function> Functions() => TimeParsingFunctions.All().ToDictionary(f => f.Name);

    private static Value Call(string function, Value argument)
    {
        var result = FunctionInvoker.Call(Functions()[function], [argument], out var error);
        Assert.Null(error);
        return result;
    }

    private static Embedded Resource(Resource resource) => new(new ComposedProvider { Resources = [resource] }, resource.Type);

    private static long[] Parts(ObjectValue value) => Numbers(value, "year", "month", "day", "hour", "minute", "second", "unix");

    private static long[] Numbers(ObjectValue value, params string[] names) => [.. names.Select(n => (long)((NumberValue)value[n]!).Number.ToDouble())];
}
