using static Plumb.Jinja.Tests.Rendering;

namespace Plumb.Jinja.Tests;

/// <summary>Dates and times, which sources in YAML and filters of hosts bring in.</summary>
public sealed class DateTests
{
    private static readonly DateTime Moment = new DateTime(2024, 3, 5, 7, 8, 9).AddMicroseconds(120);

    [Theory]
    [InlineData("{{ t }}", "2024-03-05 07:08:09.000120")]
    [InlineData("{{ [t] }}", "[datetime.datetime(2024, 3, 5, 7, 8, 9, 120)]")]
    [InlineData("{{ d }} {{ d.year }} {{ [d] }}", "2024-03-05 2024 [datetime.date(2024, 3, 5)]")]
    [InlineData("{{ t.strftime('%Y/%m/%d %H:%M:%S %a %b %j %I %p %U %V %-d %%') }}", "2024/03/05 07:08:09 Tue Mar 065 07 AM 09 10 5 %")]
    [InlineData("{{ t.isoformat() }} {{ d.isoformat() }}", "2024-03-05T07:08:09.000120 2024-03-05")]
    [InlineData("{{ (t - s).days }} {{ (t - s).total_seconds() }} {{ t - s }}", "64 5555289.00012 64 days, 7:08:09.000120")]
    [InlineData("{{ (s - t).days }} {{ s - t }}", "-65 -65 days, 16:51:50.999880")]
    [InlineData("{{ s < t }} {{ t.date() == d }} {{ t.weekday() }}", "True True 1")]
    public void Dates_are_those_of_Python(string source, string expected) =>
        Assert.Equal(expected, Render(source, ("t", Moment), ("s", new DateTime(2024, 1, 1)), ("d", new DateOnly(2024, 3, 5))));
}
