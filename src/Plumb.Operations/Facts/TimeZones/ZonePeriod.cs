namespace Plumb.Operations.Facts.TimeZones;

/// <summary>How clocks stand during a part of a zone's history.</summary>
internal sealed record ZonePeriod(TimeSpan Offset, bool IsSummer, string Abbreviation)
{
    public static readonly ZonePeriod Utc = new(TimeSpan.Zero, false, "UTC");
}
