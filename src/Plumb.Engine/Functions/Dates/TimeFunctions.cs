using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Dates;

/// <summary>What works on times written as RFC 3339: <c>formatdate</c>, <c>timeadd</c>, <c>timecmp</c>.</summary>
internal static class TimeFunctions
{
    internal static Function CreateFormatDate() => new()
    {
        Name = "formatdate",
        Description = "Writes a time in another format, such as \"DD MMM YYYY hh:mm ZZZ\".",
        Parameters = [new Parameter("format", DataType.String), new Parameter("time", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = FormatDate,
    };

    internal static Function CreateTimeAdd() => new()
    {
        Name = "timeadd",
        Description = "Gives the time that is a duration, such as \"1h30m\", after another; before it where the duration is negative.",
        Parameters = [new Parameter("timestamp", DataType.String), new Parameter("duration", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        Body = TimeAdd,
    };

    internal static Function CreateTimeCmp() => new()
    {
        Name = "timecmp",
        Description = "Compares two times: -1 where the first is earlier, 1 where it is later, 0 where both are the same moment.",
        Parameters = [new Parameter("timestamp_a", DataType.String), new Parameter("timestamp_b", DataType.String)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = TimeCmp,
    };

    private static Value FormatDate(FunctionCall call)
    {
        if (!TimestampParser.TryParse(call.TextAt(1), lenient: false, out var time, out var problem)) return call.Fail(1, problem);
        return DateFormat.Write(call.TextAt(0), time, out var error) is { } text ? Value.String(text) : call.Fail(0, error ?? "");
    }

    private static Value TimeAdd(FunctionCall call)
    {
        if (!TimestampParser.TryParse(call.TextAt(0), lenient: false, out var time, out var problem)) return call.Fail(problem);
        return Duration.TryParse(call.TextAt(1), out var duration, out problem) ? Value.String(time.Add(duration).ToString()) : call.Fail(problem);
    }

    private static Value TimeCmp(FunctionCall call)
    {
        if (!TimestampParser.TryParse(call.TextAt(0), lenient: true, out var a, out var problem)) return call.Fail(0, problem);
        return TimestampParser.TryParse(call.TextAt(1), lenient: true, out var b, out problem) ? Value.Number(a.CompareTo(b)) : call.Fail(1, problem);
    }
}
