using System.Globalization;

namespace Plumb.Engine.Functions.Dates;

/// <summary>
/// A moment with its offset from UTC, of years 0 to 9999 and beyond: wider in both than the platform's types, as RFC 3339
/// (https://www.rfc-editor.org/rfc/rfc3339) allows. Times are of the proleptic Gregorian calendar.
/// </summary>
internal readonly record struct Timestamp(long UnixSeconds, int Nanoseconds, int OffsetSeconds)
{
    private const int SecondsPerDay = 86_400;
    private const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Days from 1 March of year 0 to 1 January 1970.</summary>
    private const int DaysToUnixEpoch = 719_468;
    private const int DaysPerEra = 146_097;

    internal int Year => Date.Year;

    internal int Month => Date.Month;

    internal int Day => Date.Day;

    internal int Hour => SecondOfDay / 3600;

    internal int Minute => SecondOfDay / 60 % 60;

    internal int Second => SecondOfDay % 60;

    internal DayOfWeek DayOfWeek => (DayOfWeek)Modulo(LocalDays + (int)DayOfWeek.Thursday, 7);

    private long LocalSeconds => UnixSeconds + OffsetSeconds;

    private long LocalDays => (LocalSeconds - SecondOfDay) / SecondsPerDay;

    private int SecondOfDay => (int)Modulo(LocalSeconds, SecondsPerDay);

    private (int Year, int Month, int Day) Date => DateOf(LocalDays);

    internal static Timestamp Of(DateTimeOffset time) =>
        new(time.ToUnixTimeSeconds(), (int)(Modulo(time.UtcTicks, TimeSpan.TicksPerSecond) * TimeSpan.NanosecondsPerTick), (int)time.Offset.TotalSeconds);

    internal static Timestamp Of(int year, int month, int day, int secondOfDay, int nanoseconds, int offsetSeconds) =>
        new(DaysTo(year, month, day) * SecondsPerDay + secondOfDay - offsetSeconds, nanoseconds, offsetSeconds);

    internal static int DaysIn(int year, int month) => (int)(month == 12 ? 31 : DaysTo(year, month + 1, 1) - DaysTo(year, month, 1));

    internal Timestamp Add(Duration duration)
    {
        var nanoseconds = Nanoseconds + duration.Nanoseconds % NanosecondsPerSecond;
        var seconds = UnixSeconds + duration.Nanoseconds / NanosecondsPerSecond;
        if (nanoseconds < 0) (nanoseconds, seconds) = (nanoseconds + NanosecondsPerSecond, seconds - 1);
        else if (nanoseconds >= NanosecondsPerSecond) (nanoseconds, seconds) = (nanoseconds - NanosecondsPerSecond, seconds + 1);
        return this with { UnixSeconds = seconds, Nanoseconds = (int)nanoseconds };
    }

    /// <summary>Orders by the moment, whatever the offsets.</summary>
    internal int CompareTo(Timestamp other) => (UnixSeconds, Nanoseconds).CompareTo((other.UnixSeconds, other.Nanoseconds));

    /// <summary>In RFC 3339 without fractions of seconds.</summary>
    public override string ToString()
    {
        var (year, month, day) = Date;
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000;-0000}-{month:00}-{day:00}T{Hour:00}:{Minute:00}:{Second:00}{FormatOffset(":", "Z")}");
    }

    /// <summary>As +hh and mm with the separator between; UTC may have a name of its own.</summary>
    internal string FormatOffset(string separator, string? utc)
    {
        if (OffsetSeconds == 0 && utc is not null) return utc;
        var minutes = Math.Abs(OffsetSeconds) / 60;
        return string.Create(CultureInfo.InvariantCulture, $"{(OffsetSeconds < 0 ? '-' : '+')}{minutes / 60:00}{separator}{minutes % 60:00}");
    }

    /// <summary>Days since 1970. Years begin in March here, which puts the leap day at their end.</summary>
    private static long DaysTo(int year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        var era = (y - Modulo(y, 400)) / 400;
        var yearOfEra = y - era * 400;
        var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * DaysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - DaysToUnixEpoch;
    }

    private static (int Year, int Month, int Day) DateOf(long days)
    {
        days += DaysToUnixEpoch;
        var dayOfEra = Modulo(days, DaysPerEra);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * month + 2) / 5 + 1;
        var year = yearOfEra + (days - dayOfEra) / DaysPerEra * 400 + (month >= 10 ? 1 : 0);
        return ((int)year, (int)(month < 10 ? month + 3 : month - 9), (int)day);
    }

    private static long Modulo(long a, long b) => (a % b + b) % b;
}
