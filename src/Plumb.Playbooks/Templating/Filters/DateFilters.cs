using System.Globalization;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters of dates and times.</summary>
internal static class DateFilters
{
    public static IEnumerable<JinjaFilter> All(TemplarSettings settings) =>
    [
        FilterDefinition.Filter("strftime", "second=None, utc=False", call => Strftime(call, settings.Time)),
        FilterDefinition.Filter("to_datetime", "format='%Y-%m-%d %H:%M:%S'", call => ToDateTime(call.RequiredText("strptime() argument 1 must be str"), call.TextOf(0))),
    ];

    private static string Strftime(FilterCall call, TimeProvider time)
    {
        var format = call.RequiredText("Format must be str");
        var zone = call.Flag(1) ? TimeZoneInfo.Utc : time.LocalTimeZone;
        var moment = call[0] is null ? PythonMoment.FromInstant(time.GetUtcNow(), zone) : PythonMoment.FromEpoch(Seconds(call[0]), zone);
        return PythonStrftime.Format(format, call.Flag(1) && moment.Zone == "UTC" ? moment with { Zone = "GMT" } : moment);
    }

    private static double Seconds(object? value)
    {
        var seconds = value is string or Markup
            ? double.TryParse(PyText.Str(value).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw Refused(value)
            : value is long or double or bool or System.Numerics.BigInteger ? FilterCall.Number(value) : throw Refused(value);
        return seconds is > -62135596800 and < 253402300800 ? seconds : throw TemplatingException.Python("ValueError", "year is out of range");
    }

    private static TemplatingException Refused(object? value) => TemplatingException.Filter($"Invalid value for epoch value ({PyText.Str(value)})");

    private static object ToDateTime(string text, string format)
    {
        try
        {
            var moment = PythonStrptime.Parse(text, format);
            return moment.Offset is { } offset ? new DateTimeOffset(moment.Clock, offset) : (object)moment.Clock;
        }
        catch (TemplatingException e)
        {
            throw TemplatingException.Python("ValueError", e.Message, e);
        }
    }
}
