using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Time;

/// <summary><c>time_static</c>: the time at which it was made, or one that is given.</summary>
public sealed class TimeStatic(TimeProvider clock) : TimeResource
{
    private static readonly BlockSchema Block = new()
    {
        Description = "Keeps a time in the state: a given one, or the one at which the resource is made.",
        Attributes =
        [
            Triggers,
            Arguments.Defaulted("rfc3339", DataType.String, "The time in the format of RFC 3339. The present one if it is not set."),
            .. Parts,
            Arguments.Computed("id", DataType.String, "The time in the format of RFC 3339."),
        ],
    };

    private static readonly ComputedAttributes Computed = new(Block) { Kept = ["id"] };

    public override string Type => "time_static";

    public override Schema Schema { get; } = new(0, Block) { IsStateOnly = true };

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([.. CheckTime(call.Config, "rfc3339")]);

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var planned = Computed.Plan(call.Prior, call.Proposed, call.Config);
        // A given time is known before it is stored.
        if (call.Prior is null && TimeOf(planned, "rfc3339") is { } time) planned = WithParts(planned, time).With("id", planned["rfc3339"] ?? Value.DynamicNull);
        return new(new PlanResponse(planned) { RequiresReplace = Differences.Between(call.Prior, planned, ["triggers", "rfc3339"]) });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(With(call.Planned, TimeOf(call.Planned, "rfc3339") ?? Now(clock))));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(TimeShift.TryParse(call.Id, out var time, out var problem)
        ? Imported(With(ObjectValues.Empty(Schema), time))
        : NotImported("Import time static error", $"The id of a time_static is its time: {problem}."));

    private static ObjectValue With(ObjectValue value, Timestamp time)
    {
        var text = value.TextOf("rfc3339") ?? time.ToString();
        return WithParts(value, time).WithText("rfc3339", text).WithText("id", text);
    }
}
