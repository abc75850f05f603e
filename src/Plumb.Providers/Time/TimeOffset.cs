using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Time;

/// <summary><c>time_offset</c>: a time so and so far from another. Another offset is counted from the stored time, without a new object.</summary>
public sealed class TimeOffset(TimeProvider clock) : TimeResource
{
    private static readonly string[] Offsets = ["offset_years", "offset_months", "offset_days", "offset_hours", "offset_minutes", "offset_seconds"];

    private static readonly BlockSchema Block = new()
    {
        Description = "Keeps a time in the state that is so and so far from another: from a given one, or from the one at which the resource is made.",
        Attributes =
        [
            Triggers,
            Arguments.Defaulted("base_rfc3339", DataType.String, "The time to count from, in the format of RFC 3339. The present one if it is not set."),
            .. Offsets.Select(name => Arguments.Optional(name, DataType.Number, $"How many {name["offset_".Length..]} to add; fewer than zero go back. At least one offset must be set.")),
            .. Parts,
            Arguments.Computed("rfc3339", DataType.String, "The time in the format of RFC 3339."),
            Arguments.Computed("id", DataType.String, "The time that was counted from, in the format of RFC 3339."),
        ],
    };

    private static readonly ComputedAttributes Computed = new(Block);

    public override string Type => "time_offset";

    public override Schema Schema { get; } = new(0, Block) { IsStateOnly = true };

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new([.. call.Config.AtLeastOneOf([.. Offsets.Reverse()]), .. call.Config.WholeNumbers(Block), .. CheckTime(call.Config, "base_rfc3339")]);

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var (prior, planned) = (call.Prior, Computed.Plan(call.Prior, call.Proposed, call.Config));
        // The outcome of another offset is known before it is stored.
        if (prior is not null && Offsets.Any(name => !Equals(prior[name], planned[name])) && Offsets.All(name => planned[name] is { IsKnown: true })
            && (TimeOf(planned, "base_rfc3339") ?? TimeOf(prior, "base_rfc3339")) is { } from)
            planned = With(planned, from) ?? planned;
        return new(new PlanResponse(planned) { RequiresReplace = Differences.Between(prior, planned, ["triggers"]) });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(Made(With(call.Planned, TimeOf(call.Planned, "base_rfc3339") ?? Now(clock))));

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var from = TimeOf(call.Planned, "base_rfc3339") ?? (call.Prior is { } prior ? TimeOf(prior, "base_rfc3339") : null) ?? Now(clock);
        return new(With(call.Planned, from) is { } made ? new ApplyResponse(made) : Made(null) with { NewState = call.Request.Prior });
    }

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        const string Form = "BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES,SECONDS";
        var parts = call.Id.Split(',');
        if (parts.Length != 7 || parts[0].Length == 0 || parts[1..].All(p => p.Length == 0))
            return new(NotImported("Unexpected Format of ID", $"The id \"{call.Id}\" is not of the form {Form} with at least one offset."));
        if (!TimeShift.TryParse(parts[0], out var time, out var problem)) return new(NotImported("Import time offset error", $"The time in the id cannot be read: {problem}."));
        var state = ObjectValues.Empty(Schema);
        return new(ReadNumbers(Offsets.Zip(parts[1..]), ref state) is { } fault ? NotImported("Import time offset error", fault) : Imported(With(state, time)));
    }

    /// <summary>In the official provider's order, which shows where months end: days, hours, minutes, months, seconds, years.</summary>
    private static ObjectValue? With(ObjectValue value, Timestamp from)
    {
        var moved = from.AddDate(0, 0, Count("offset_days"))
            ?.AddSeconds(Count("offset_hours"), 3600)
            ?.AddSeconds(Count("offset_minutes"), 60)
            ?.AddDate(0, Count("offset_months"), 0)
            ?.AddSeconds(Count("offset_seconds"), 1)
            ?.AddDate(Count("offset_years"), 0, 0);
        if (moved is not { } time) return null;
        var start = value.TextOf("base_rfc3339") ?? from.ToString();
        return WithParts(value, time).WithText("base_rfc3339", start).WithText("rfc3339", time.ToString()).WithText("id", start);

        long Count(string name) => value.WholeNumberOf(name) ?? 0;
    }
}
