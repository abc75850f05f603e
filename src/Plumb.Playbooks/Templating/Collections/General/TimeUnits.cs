using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;

namespace Plumb.Playbooks.Templating.Collections.General;

/// <summary>The filters that count a time such as <c>1h 30m</c> in one unit.</summary>
internal static partial class TimeUnits
{
    private static readonly (string Short, string Long)[] Names =
        [("ms", "millisecond"), ("ms", "msecond"), ("ms", "msec"), ("s", "second"), ("s", "sec"), ("m", "minute"), ("m", "min"), ("h", "hour"), ("d", "day"), ("w", "week"), ("mo", "month"), ("y", "year")];

    private static readonly string[] Units = ["ms", "s", "m", "h", "d", "w", "mo", "y"];

    public static IEnumerable<JinjaFilter> Filters { get; } =
    [
        new JinjaFilter("to_time_unit", (_, value, arguments) => Convert(value, arguments.Positional.Count > 0 ? PyText.Str(arguments.Positional[0]) : PyText.Str(FilterDefinition.Named(arguments).GetValueOrDefault("unit", "ms")), arguments)),
        Fixed("to_milliseconds", "ms"),
        Fixed("to_seconds", "s"),
        Fixed("to_minutes", "m"),
        Fixed("to_hours", "h"),
        Fixed("to_days", "d"),
        Fixed("to_weeks", "w"),
        Fixed("to_months", "mo"),
        Fixed("to_years", "y"),
    ];

    private static JinjaFilter Fixed(string name, string unit) => new(name, (_, value, arguments) => Convert(value, unit, arguments));

    private static object Convert(object? value, string unit, CallArguments arguments)
    {
        var time = PyText.Str(value);
        if (time == "0") return 0L;
        var named = FilterDefinition.Named(arguments);
        named.Remove("unit");
        var daysOfYear = named.Remove("year", out var year) ? FilterCall.Number(year) : 365;
        var daysOfMonth = named.Remove("month", out var month) ? FilterCall.Number(month) : 30;
        var target = ShortName(unit);
        if (!Units.Contains(target)) throw TemplatingException.Filter($"to_time_unit() can not convert to the following unit: {target}. Available units (singular or plural): {string.Join(", ", Names.Select(n => n.Long))}. Available short units: {string.Join(", ", Units)}");
        if (named.Count > 0) throw TemplatingException.Filter($"to_time_unit() got unknown keyword arguments: {string.Join(", ", named.Keys)}");

        var sum = time.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Sum(Milliseconds);
        var result = Math.Round(sum / Factor(target), 12, MidpointRounding.ToEven);
        return result;

        double Milliseconds(string part)
        {
            var match = Part().Match(part);
            var name = ShortName(match.Groups[2].Value);
            if (!match.Success || !Units.Contains(name)) throw TemplatingException.Filter($"to_time_unit() can not interpret following string: {time}");
            return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Factor(name);
        }

        double Factor(string name) => name switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            "w" => 604_800_000,
            "mo" => 86_400_000 * daysOfMonth,
            _ => 86_400_000 * daysOfYear,
        };
    }

    private static string ShortName(string name)
    {
        var singular = name.TrimEnd('s');
        return Names.FirstOrDefault(n => n.Long == singular).Short ?? name;
    }

    [GeneratedRegex(@"\A(-?[0-9]+)(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
