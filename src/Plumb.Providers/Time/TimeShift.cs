using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Engine.Functions.Dates;

namespace Plumb.Providers.Time;

/// <summary>Moves times on by parts of a calendar. A day that a month does not have is one of the next: 31 January and a month is 2 or 3 March.</summary>
internal static class TimeShift
{
    private const int SecondsPerDay = 86_400;

    /// <summary>What has no year of four digits any more counts as out of range.</summary>
    private static readonly Duration LongestShift = new(long.MaxValue);
    private const long MaxMonths = 12 * 10_000;
    private const long MaxDays = 366 * 10_000;

    extension(Timestamp time)
    {
        /// <summary>Null where the result is not of the years 0 to 9999.</summary>
        public Timestamp? AddDate(long years, long months, long days)
        {
            if (Math.Abs(Math.Clamp(years, -MaxMonths, MaxMonths)) > MaxMonths / 12 || Math.Abs(Math.Clamp(months, -MaxDays, MaxDays)) > MaxMonths
                || Math.Abs(Math.Clamp(days, -2 * MaxDays, 2 * MaxDays)) > MaxDays) return null;
            var month = time.Month - 1 + months;
            var year = time.Year + years + (long)Math.Floor(month / 12.0);
            if (year is < -10_000 or > 20_000) return null;
            var secondOfDay = (time.Hour * 60 + time.Minute) * 60 + time.Second;
            var moved = Timestamp.Of((int)year, (int)(((month % 12) + 12) % 12) + 1, 1, secondOfDay, time.Nanoseconds, time.OffsetSeconds);
            return (moved with { UnixSeconds = moved.UnixSeconds + (time.Day - 1 + days) * SecondsPerDay }).IfInRange();
        }

        public Timestamp? AddSeconds(long count, long seconds) =>
            Math.Abs((decimal)count * seconds) <= LongestShift.Nanoseconds / 1_000_000_000m ? (time with { UnixSeconds = time.UnixSeconds + count * seconds }).IfInRange() : null;

        /// <summary>1 to 366.</summary>
        public int DayOfYear => (int)((time.UnixSeconds - Timestamp.Of(time.Year, 1, 1, 0, 0, time.OffsetSeconds).UnixSeconds) / SecondsPerDay) + 1;

        /// <summary>The week of ISO 8601 and its year: that of the week's Thursday.</summary>
        public (int Year, int Week) IsoWeek
        {
            get
            {
                var fromMonday = ((int)time.DayOfWeek + 6) % 7;
                var thursday = time with { UnixSeconds = time.UnixSeconds + (3L - fromMonday) * SecondsPerDay };
                return (thursday.Year, (thursday.DayOfYear - 1) / 7 + 1);
            }
        }

        private Timestamp? IfInRange() => time.Year is >= 0 and <= 9999 ? time : null;
    }

    /// <summary>Texts of RFC 3339, with the leniency of the official provider.</summary>
    public static bool TryParse(string text, out Timestamp time, out string problem) => TimestampParser.TryParse(text, lenient: true, out time, out problem);

    public static string MonthName(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    [SuppressMessage("Globalization", "CA1305", Justification = "the names of an enumeration depend on no culture")]
    public static string DayName(DayOfWeek day) => day.ToString();
}
