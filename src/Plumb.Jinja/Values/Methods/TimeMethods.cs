using System.Collections.Frozen;
using System.Globalization;
using Plumb.Jinja.Calls;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of dates, times and spans.</summary>
internal static class TimeMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = new Dictionary<string, PyMethod>
    {
        ["strftime"] = MethodArguments.Of(new Signature("strftime", 0, Required("format")), (owner, a) => PyTime.Format(owner, MethodArguments.Text(a[0]))),
        ["isoformat"] = MethodArguments.Of(new Signature("isoformat", 0, Optional("sep", "T")), (owner, a) => Iso(owner, MethodArguments.Text(a[0])[0])),
        ["date"] = MethodArguments.OfNone("date", owner => DateOnly.FromDateTime(Moment(owner))),
        ["time"] = MethodArguments.OfNone("time", owner => TimeOnly.FromDateTime(Moment(owner))),
        ["timestamp"] = MethodArguments.OfNone("timestamp", owner => (Offset(owner) - DateTimeOffset.UnixEpoch).TotalSeconds),
        ["weekday"] = MethodArguments.OfNone("weekday", owner => (long)(((int)Moment(owner).DayOfWeek + 6) % 7)),
        ["isoweekday"] = MethodArguments.OfNone("isoweekday", owner => (long)(((int)Moment(owner).DayOfWeek + 6) % 7 + 1)),
        ["toordinal"] = MethodArguments.OfNone("toordinal", owner => DateOnly.FromDateTime(Moment(owner)).DayNumber + 1L),
        ["isocalendar"] = MethodArguments.OfNone("isocalendar", owner => Calendar(Moment(owner))),
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, PyMethod> OfSpans = new Dictionary<string, PyMethod>
    {
        ["total_seconds"] = MethodArguments.OfNone("total_seconds", owner => ((TimeSpan)owner).TotalSeconds),
    }.ToFrozenDictionary();

    private static string Iso(object value, char between) => value switch
    {
        DateTime moment => PyDates.Iso(moment, between),
        DateTimeOffset moment => PyDates.Iso(moment, between),
        _ => PyDates.Str(value),
    };

    private static DateTime Moment(object value) => value switch
    {
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset moment => moment.DateTime,
        DateTime moment => moment,
        _ => throw new JinjaException("AttributeError", $"'{PyTypes.FullNameOf(value)}' object has no date"),
    };

    /// <summary>A moment without a zone is taken for one of UTC, so that results do not depend on the machine.</summary>
    private static DateTimeOffset Offset(object value) => value is DateTimeOffset zoned ? zoned : new DateTimeOffset(DateTime.SpecifyKind(Moment(value), DateTimeKind.Utc));

    private static PyTuple Calendar(DateTime day) =>
        new((long)ISOWeek.GetYear(day), (long)ISOWeek.GetWeekOfYear(day), (long)(((int)day.DayOfWeek + 6) % 7 + 1));
}
