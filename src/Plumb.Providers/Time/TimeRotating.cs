using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Time;

/// <summary>
/// <c>time_rotating</c>: a time that is taken anew when another has come. An object whose time has come counts as gone when it is
/// looked at.
/// </summary>
public sealed class TimeRotating(TimeProvider clock) : TimeResource
{
    private const string RotationTime = "rotation_rfc3339";
    private static readonly string[] Rotations = ["rotation_years", "rotation_months", "rotation_days", "rotation_hours", "rotation_minutes"];

    private static readonly BlockSchema Block = new()
    {
        Description = "Keeps a time in the state until another has come, and then takes the time of the next run.",
        Attributes =
        [
            Triggers,
            Arguments.Defaulted("rfc3339", DataType.String, "The time to count from, in the format of RFC 3339. The present one if it is not set."),
            .. Rotations.Select(name => Arguments.Optional(name, DataType.Number, $"The resource is made anew after so many {name["rotation_".Length..]}. At least one rotation must be set.")),
            Arguments.Defaulted(RotationTime, DataType.String, "When the resource is made anew, in the format of RFC 3339."),
            .. Parts,
            Arguments.Computed("id", DataType.String, "The time that was counted from, in the format of RFC 3339."),
        ],
    };

    private static readonly ComputedAttributes Computed = new(Block);

    public override string Type => "time_rotating";

    public override Schema Schema { get; } = new(0, Block) { IsStateOnly = true };

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new([
            .. call.Config.AtLeastOneOf([.. Rotations.Reverse(), RotationTime]),
            .. Rotations.SelectMany(name => call.Config.AtLeast(name, 1)),
            .. call.Config.WholeNumbers(Block),
            .. CheckTime(call.Config, "rfc3339"),
            .. CheckTime(call.Config, RotationTime),
        ]);

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var (prior, planned) = (call.Prior, Computed.Plan(call.Prior, call.Proposed, call.Config));
        // When another rotation would come is known before it is stored.
        if (prior is not null && Rotations.Append(RotationTime).Any(name => !Equals(prior[name], planned[name])) && Rotations.All(name => planned[name] is { IsKnown: true })
            && call.Config[RotationTime] is not { IsKnown: false } && (TimeOf(planned, "rfc3339") ?? TimeOf(prior, "rfc3339")) is { } from)
            planned = With(planned, from) ?? planned;
        string[] replacing = prior is not null && HasCome(prior) ? ["triggers", "rfc3339", RotationTime] : ["triggers", "rfc3339"];
        return new(new PlanResponse(planned) { RequiresReplace = Differences.Between(prior, planned, replacing) });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        new(Made(With(call.Planned, TimeOf(call.Planned, "rfc3339") ?? Now(clock))));

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var from = TimeOf(call.Planned, "rfc3339") ?? (call.Prior is { } prior ? TimeOf(prior, "rfc3339") : null) ?? Now(clock);
        return new(With(call.Planned, from) is { } made ? new ApplyResponse(made) : Made(null) with { NewState = call.Request.Prior });
    }

    public override ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation) => new(new ReadResponse(HasCome(call.Current) ? NoObject : call.Current));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        const string Forms = "BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES with at least one number, or BASETIMESTAMP,ROTATIONTIMESTAMP";
        var parts = call.Id.Split(',');
        if (parts.Length is not (2 or 6) || parts[0].Length == 0 || parts[1..].All(p => p.Length == 0))
            return new(NotImported("Unexpected Format of ID", $"The id \"{call.Id}\" is not of the form {Forms}."));
        if (!TimeShift.TryParse(parts[0], out var time, out var problem)) return new(NotImported("Import time rotating error", $"The time in the id cannot be read: {problem}."));
        var state = ObjectValues.Empty(Schema);
        if (parts.Length == 6)
            return new(ReadNumbers(Rotations.Zip(parts[1..]), ref state) is { } fault ? NotImported("Import time rotating error", fault) : Imported(With(state, time)));
        if (!TimeShift.TryParse(parts[1], out _, out problem)) return new(NotImported("Import time rotating error", $"The time of rotation in the id cannot be read: {problem}."));
        return new(Imported(With(state.WithText(RotationTime, parts[1]), time)));
    }

    private bool HasCome(ObjectValue current) => TimeOf(current, RotationTime) is { } rotation && Timestamp.Of(clock.GetUtcNow()).CompareTo(rotation) > 0;

    /// <summary>Of several rotations one counts: of years, of a given time, of months, of minutes, of hours, of days the first that is set, as in the official provider.</summary>
    private static ObjectValue? With(ObjectValue value, Timestamp from)
    {
        Timestamp? moved =
            Count("rotation_years") is not 0 and var years ? from.AddDate(years, 0, 0)
            : TimeOf(value, RotationTime) is { } given ? given
            : Count("rotation_months") is not 0 and var months ? from.AddDate(0, months, 0)
            : Count("rotation_minutes") is not 0 and var minutes ? from.AddSeconds(minutes, 60)
            : Count("rotation_hours") is not 0 and var hours ? from.AddSeconds(hours, 3600)
            : from.AddDate(0, 0, Count("rotation_days"));
        if (moved is not { } time) return null;
        var start = value.TextOf("rfc3339") ?? from.ToString();
        return WithParts(value, time).WithText("rfc3339", start).WithText("id", start).WithText(RotationTime, value.TextOf(RotationTime) ?? time.ToString());

        long Count(string name) => value.WholeNumberOf(name) ?? 0;
    }
}
