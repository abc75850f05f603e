using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Facts.TimeZones;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The host's clock, in its own time zone and in UTC. All values are text.</summary>
internal sealed class DateTimeCollector : IFactCollector
{
    private const long SecondsOfYear = 31_557_600;

    public string Name => "date_time";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var utc = context.Host.Clock.GetUtcNow();
        var zone = Zone(context.Host);
        var period = zone.At(utc);
        context.Facts.Add("date_time", Describe(utc, utc.ToOffset(period.Offset), period.Abbreviation, SummerName(zone, utc)));
        return ValueTask.CompletedTask;
    }

    private static MapBuilder Describe(DateTimeOffset utc, DateTimeOffset local, string zone, string summer)
    {
        var epoch = utc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new MapBuilder
        {
            { "year", Text(local, "yyyy") },
            { "month", Text(local, "MM") },
            { "weekday", Text(local, "dddd") },
            { "weekday_number", ((int)local.DayOfWeek).ToString(CultureInfo.InvariantCulture) },
            { "weeknumber", WeekFromMonday(local).ToString("00", CultureInfo.InvariantCulture) },
            { "day", Text(local, "dd") },
            { "hour", Text(local, "HH") },
            { "minute", Text(local, "mm") },
            { "second", Text(local, "ss") },
            { "epoch", epoch },
            { "epoch_int", epoch },
            { "date", Text(local, "yyyy-MM-dd") },
            { "time", Text(local, "HH:mm:ss") },
            { "iso8601_micro", Text(utc, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'") },
            { "iso8601", Text(utc, "yyyy-MM-dd'T'HH:mm:ss'Z'") },
            { "iso8601_basic", Text(local, "yyyyMMdd'T'HHmmssffffff") },
            { "iso8601_basic_short", Text(local, "yyyyMMdd'T'HHmmss") },
            { "tz", zone },
            { "tz_dst", summer },
            { "tz_offset", Text(local, "zzz").Replace(":", "", StringComparison.Ordinal) },
        };
    }

    private static string Text(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    // Days before the first Monday of the year are in week 0.
    private static int WeekFromMonday(DateTimeOffset local) => (local.DayOfYear + 6 - (((int)local.DayOfWeek + 6) % 7)) / 7;

    // What a zone is called in summer is found by looking half a year around; in the south summer is at the year's turn.
    private static string SummerName(ZoneFile zone, DateTimeOffset now)
    {
        var turn = now.ToUnixTimeSeconds() / SecondsOfYear * SecondsOfYear;
        var (january, july) = (zone.At(DateTimeOffset.FromUnixTimeSeconds(turn)), zone.At(DateTimeOffset.FromUnixTimeSeconds(turn + (SecondsOfYear / 2))));
        return january.Offset > july.Offset ? january.Abbreviation : july.Abbreviation;
    }

    private static ZoneFile Zone(IHost host)
    {
        var name = host.Environment.GetValueOrDefault("TZ")?.TrimStart(':');
        var path = name switch
        {
            null or "" => "/etc/localtime",
            ['/', ..] => name,
            _ => "/usr/share/zoneinfo/" + name,
        };
        return (host.Files.ReadBytesOrNull(path) is { } bytes ? ZoneFile.Read(bytes) : null) ?? ZoneFile.Utc;
    }
}
