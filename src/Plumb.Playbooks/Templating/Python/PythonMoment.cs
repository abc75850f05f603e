namespace Plumb.Playbooks.Templating.Python;

/// <summary>A moment as the clock on the wall shows it, with the zone it hangs in.</summary>
/// <param name="Clock">Date and time of day; its kind says nothing.</param>
/// <param name="Offset">The distance from UTC, or null where the moment knows of no zone.</param>
/// <param name="Zone">The zone's short name, or empty.</param>
internal sealed record PythonMoment(DateTime Clock, TimeSpan? Offset, string Zone)
{
    public static PythonMoment Utc(DateTime clock) => new(clock, TimeSpan.Zero, "UTC");

    /// <summary>The local time of a moment counted in seconds since 1970 UTC.</summary>
    public static PythonMoment FromEpoch(double seconds, TimeZoneInfo zone)
    {
        var moment = DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds));
        return FromInstant(moment, zone);
    }

    public static PythonMoment FromInstant(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return new(local.DateTime, local.Offset, ShortName(zone, local.DateTime));
    }

    private static string ShortName(TimeZoneInfo zone, DateTime local)
    {
        if (zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime) return "UTC";
        var name = zone.IsDaylightSavingTime(local) ? zone.DaylightName : zone.StandardName;
        return name;
    }
}
