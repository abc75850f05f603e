using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Dates;

/// <summary>What asks for the time: <c>plantimestamp</c>, the same in plan and apply, and <c>timestamp</c>, which is never twice the same.</summary>
internal static class ClockFunctions
{
    internal static Function CreatePlanTimestamp(FunctionContext context) => new()
    {
        Name = "plantimestamp",
        Description = "Gives the time at which the plan was made, in UTC.",
        ReturnType = Function.Returns(DataType.String),
        Body = call => context.PlanTimestamp is { } time ? Write(time) : call.UnknownResult(),
    };

    internal static Function CreateTimestamp(FunctionContext context) => new()
    {
        Name = "timestamp",
        Description = "Gives the current time in UTC. While planning it is not known yet.",
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        IsPure = false,
        Body = call => context.IsPlanning ? call.UnknownResult() : Write(context.Time.GetUtcNow()),
    };

    private static StringValue Write(DateTimeOffset time) => Value.String(Timestamp.Of(time.ToUniversalTime()).ToString());
}
