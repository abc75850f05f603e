using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Time;

/// <summary><c>time_sleep</c>: lets time pass when it is made and when it is destroyed.</summary>
public sealed class TimeSleep(TimeProvider clock) : TimeResource
{
    private static readonly string[] Durations = ["create_duration", "destroy_duration"];
    private static readonly string[] Units = ["ms", "s", "m", "h"];

    private static readonly BlockSchema Block = new()
    {
        Description = "Waits when it is made, when it is destroyed, or both, for others that depend on it.",
        Attributes =
        [
            Arguments.Optional("create_duration", DataType.String, "How long making the resource takes, such as 30s or 5m. A new value alone waits for nothing."),
            Arguments.Optional("destroy_duration", DataType.String, "How long destroying the resource takes, such as 30s or 5m. A new value must be applied before it counts."),
            Triggers,
            Arguments.Computed("id", DataType.String, "When the resource was made, in the format of RFC 3339."),
        ],
    };

    private static readonly ComputedAttributes Computed = new(Block) { Kept = ["id"] };

    public override string Type => "time_sleep";

    public override Schema Schema { get; } = new(0, Block) { IsStateOnly = true };

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        if (Durations.All(name => call.Config[name] is NullValue))
            problems.Add(ProviderDiagnostic.Error(AttributeChecks.InvalidCombination, $"At least one attribute out of [{string.Join(' ', Durations)}] must be specified."));
        foreach (var name in Durations)
        {
            if (call.Config.TextOf(name) is { } text && !IsDuration(text))
                problems.Add(ProviderDiagnostic.Error("Invalid Attribute Value Match",
                    $"Attribute {name} must be a number immediately followed by ms (milliseconds), s (seconds), m (minutes), or h (hours), such as \"30s\"; it is \"{text}\".", ValuePath.Root.Attribute(name)));
        }
        return new(problems);
    }

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var planned = Computed.Plan(call.Prior, call.Proposed, call.Config);
        return new(new PlanResponse(planned) { RequiresReplace = Differences.Between(call.Prior, planned, ["triggers"]) });
    }

    public override async ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        await WaitAsync(call.Planned, "create_duration", call.Session, cancellation).ConfigureAwait(false) is { } problem
            ? new ApplyResponse(NoObject) { Diagnostics = [problem] }
            : new ApplyResponse(call.Planned.WithText("id", Now(clock).ToString()));

    public override async ValueTask<ApplyResponse> DeleteAsync(DeleteCall call, CancellationToken cancellation) =>
        await WaitAsync(call.Prior, "destroy_duration", call.Session, cancellation).ConfigureAwait(false) is { } problem
            ? new ApplyResponse(call.Prior) { Diagnostics = [problem] }
            : new ApplyResponse(NoObject);

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        var parts = call.Id.Split(',');
        if (parts.Length != 2 || parts.All(p => p.Length == 0))
            return new(NotImported("Unexpected Format of ID", $"The id \"{call.Id}\" is not of the form CREATEDURATION,DESTROYDURATION with at least one duration."));
        var state = ObjectValues.Empty(Schema).WithText("id", Now(clock).ToString());
        foreach (var (name, text) in Durations.Zip(parts))
        {
            if (text.Length == 0) continue;
            if (!Duration.TryParse(text, out _, out var problem)) return new(NotImported("Import time sleep error", $"The {name} in the id cannot be read: {problem}."));
            state = state.WithText(name, text);
        }
        return new(Imported(state));
    }

    private async Task<ProviderDiagnostic?> WaitAsync(ObjectValue value, string name, ProviderSession session, CancellationToken cancellation)
    {
        if (value.TextOf(name) is not { Length: > 0 } text) return null;
        var summary = name == "create_duration" ? "Create time sleep error" : "Delete time sleep error";
        if (!Duration.TryParse(text, out var duration, out var problem)) return ProviderDiagnostic.Error(summary, $"The {name} cannot be read: {problem}.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, session.Stopping);
        try
        {
            var start = clock.GetTimestamp();
            var span = TimeSpan.FromTicks(Math.Max(0, duration.Nanoseconds / TimeSpan.NanosecondsPerTick));
            // One timer does not reach further than 49 days.
            for (var left = span; left > TimeSpan.Zero; left = span - clock.GetElapsedTime(start))
                await Task.Delay(left < TimeSpan.FromDays(40) ? left : TimeSpan.FromDays(40), clock, ending.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ProviderDiagnostic.Error(summary, $"The {name} was not waited out, because the run was stopped.");
        }
    }

    /// <summary>One number with one unit: digits, and a point only between digits.</summary>
    private static bool IsDuration(string text)
    {
        var unit = Units.FirstOrDefault(u => text.EndsWith(u, StringComparison.Ordinal) && text.Length > u.Length && char.IsAsciiDigit(text[^(u.Length + 1)]));
        if (unit is null) return false;
        var parts = text[..^unit.Length].Split('.');
        return parts.Length <= 2 && parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit));
    }
}
