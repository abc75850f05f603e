using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>What the odd ones share: an id and one argument, planned as any resource is.</summary>
internal abstract class OddResource(string type, params AttributeSchema[] more) : Resource
{
    public override string Type => type;

    public override Schema Schema { get; } = new(0, new BlockSchema { Attributes = [Arguments.Computed("id", DataType.String), Arguments.Optional("text", DataType.String), .. more] });

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation) =>
        new(new PlanResponse(call.Prior is null ? call.Proposed.With("id", Value.Unknown(DataType.String)) : call.Proposed));

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(Named(call.Planned)));

    protected static ObjectValue Named(ObjectValue planned) => planned["id"] is UnknownValue ? planned.With("id", Value.String("odd")) : planned;
}

/// <summary>Takes as many seconds as it is told to, unless it is asked to stop; what it has by then it keeps.</summary>
internal sealed class Slow() : OddResource("corner_slow", Arguments.Required("seconds", DataType.Number))
{
    public override async ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(call.Planned.WholeNumberOf("seconds") ?? 0), call.Session.Stopping);
            return new ApplyResponse(Named(call.Planned));
        }
        catch (OperationCanceledException)
        {
            return new ApplyResponse(Named(call.Planned)) { Diagnostics = [ProviderDiagnostic.Error("Stopped half way", "The object exists, but it is not finished.")] };
        }
    }
}

/// <summary>
/// Puts off what it is told to (<c>plan</c> where nothing is said, <c>read</c>, <c>destroy</c>, <c>import</c> by an id that begins
/// so), where it may, and says that it would where it may not. Told to be <c>rude</c>, it does not ask if it may.
/// </summary>
internal sealed class Deferring() : OddResource("corner_deferring", Arguments.Optional("when", DataType.String))
{
    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var when = call.Config["when"] is UnknownValue ? "unknown" : call.Config.TextOf("when") ?? "plan";
        if (when is not ("plan" or "rude" or "unknown")) return base.PlanAsync(call, cancellation);
        var named = call.Prior is null ? call.Proposed.With("id", Value.Unknown(DataType.String)) : call.Proposed;
        if (call.Request.DeferralAllowed || when == "rude") return new(new PlanResponse(named) { Deferred = when == "unknown" ? DeferralReason.ResourceConfigUnknown : DeferralReason.AbsentPrerequisite });
        return new(new PlanResponse(named) { Diagnostics = [ProviderDiagnostic.Error("Cannot be put off", "The host does not let a change be put off.")] });
    }

    public override bool PlansDestroy => true;

    public override ValueTask<PlanResponse> PlanDestroyAsync(PlanDestroyCall call, CancellationToken cancellation) =>
        new(new PlanResponse(NoObject) { Deferred = call.Request.DeferralAllowed && call.Request.Prior is ObjectValue prior && prior.TextOf("when") == "destroy" ? DeferralReason.AbsentPrerequisite : null });

    public override ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation) =>
        new(new ReadResponse(call.Current) { Deferred = call.Request.DeferralAllowed && call.Current.TextOf("when") == "read" ? DeferralReason.AbsentPrerequisite : null });

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        if (call.Id.StartsWith("later", StringComparison.Ordinal) && call.Request.DeferralAllowed) return new(new ImportResponse([]) { Deferred = DeferralReason.AbsentPrerequisite });
        var state = Value.Object([KeyValuePair.Create<string, Value>("id", Value.String(call.Id)), KeyValuePair.Create<string, Value>("text", Value.Null(DataType.String)), KeyValuePair.Create<string, Value>("when", Value.Null(DataType.String))]);
        return new(new ImportResponse([new ImportedResource(Type, state)]));
    }
}

/// <summary>Takes objects over that were of another type.</summary>
internal sealed class Renamed() : OddResource("corner_renamed")
{
    public override ValueTask<MoveResponse> MoveAsync(MoveCall call, CancellationToken cancellation)
    {
        if (call.Request.SourceType is not ("corner_slow" or "terraform_data" or "null_resource")) return base.MoveAsync(call, cancellation);
        return new(new MoveResponse(Value.Object([KeyValuePair.Create<string, Value>("id", Value.String($"was-{call.Request.SourceType}")), KeyValuePair.Create<string, Value>("text", Value.Null(DataType.String))])));
    }
}

/// <summary>Answers what was not planned.</summary>
internal sealed class Wrong() : OddResource("corner_wrong", Arguments.Optional("how", DataType.String))
{
    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation) => call.Config.TextOf("how") switch
    {
        "plan" => new(new PlanResponse(call.Proposed.With("text", Value.String("something else")))),
        "warn" => new(new PlanResponse(call.Proposed) { Diagnostics = [ProviderDiagnostic.Warning("Looks odd", "This text looks odd.", ValuePath.Root.Attribute("text"))] }),
        _ => base.PlanAsync(call, cancellation),
    };

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => call.Config.TextOf("how") switch
    {
        "apply" => new(new ApplyResponse(Named(call.Planned).With("text", Value.String("something else")))),
        "unknown" => new(new ApplyResponse(call.Planned)),
        "nothing" => new(new ApplyResponse(NoObject)),
        "half" => new(new ApplyResponse(Named(call.Planned)) { Diagnostics = [ProviderDiagnostic.Error("Half done", "The object exists, but it is not as planned.", ValuePath.Root.Attribute("text"))] }),
        "exception" => throw new InvalidOperationException("told to throw"),
        _ => base.CreateAsync(call, cancellation),
    };
}

/// <summary>Of the old kind: what it answers need not be what it planned.</summary>
internal sealed class Legacy() : OddResource("corner_legacy")
{
    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var named = call.Prior is null ? call.Proposed.With("id", Value.Unknown(DataType.String)) : call.Proposed;
        var text = call.Proposed.TextOf("text")?.ToUpperInvariant() ?? "";
        return new(new PlanResponse(named.With("text", Value.String(text))) { LegacyTypeSystem = true });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(Named(call.Planned)) { LegacyTypeSystem = true });

    public override ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(call.Planned) { LegacyTypeSystem = true });
}

/// <summary>Has an identity, and can be imported by it.</summary>
internal sealed class Tracked() : OddResource("corner_tracked")
{
    public override IdentitySchema Identity { get; } = new(1, [new IdentityAttribute("serial", DataType.String, true, false, "Its number.")]);

    public override async ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) =>
        await base.CreateAsync(call, cancellation) with { Identity = IdentityOf("s-1") };

    public override ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation) => new(new ReadResponse(call.Current) { Identity = call.Request.Identity ?? IdentityOf("s-1") });

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        var id = call.Identity?.TextOf("serial") ?? call.Id;
        var state = Value.Object([KeyValuePair.Create<string, Value>("id", Value.String(id)), KeyValuePair.Create<string, Value>("text", Value.Null(DataType.String))]);
        return new(new ImportResponse([new ImportedResource(Type, state) { Identity = IdentityOf(id) }]));
    }

    private static ObjectValue IdentityOf(string serial) => Value.Object([KeyValuePair.Create<string, Value>("serial", Value.String(serial))]);
}

/// <summary>Gives back what it is asked, and the name under which the provider was configured.</summary>
internal sealed class Echo : DataSource
{
    public override string Type => "corner_echo";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes = [Arguments.Optional("anything", DataType.Dynamic), Arguments.Computed("configured_as", DataType.String), Arguments.Computed("module_name", DataType.String), Arguments.Computed("process", DataType.Number)],
    });

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation) => new(new ReadDataResponse(call.Config
        .With("configured_as", Value.String(call.Session.Client<CornerClient>().Name))
        .With("module_name", (call.Request.ProviderMeta as ObjectValue)?["module_name"] ?? Value.Null(DataType.String))
        .With("process", Value.Number(Environment.ProcessId)))
    {
        Deferred = call.Request.DeferralAllowed && call.Config["anything"] is StringValue { Text: "later" } ? DeferralReason.AbsentPrerequisite : null,
    });
}

/// <summary>An ephemeral object that has to be renewed at once, and says when it is closed.</summary>
internal sealed class Lease : EphemeralResource
{
    public override string Type => "corner_lease";

    public override Schema Schema { get; } = new(0, new BlockSchema { Attributes = [Arguments.Computed("token", DataType.String), Arguments.Optional("log", DataType.String)] });

    public override ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation) => new(new OpenEphemeralResponse(call.Config.With("token", Value.String("t-1")))
    {
        Private = System.Text.Encoding.UTF8.GetBytes(call.Config.TextOf("log") ?? ""),
        RenewAt = DateTimeOffset.UtcNow.AddMilliseconds(300),
    });

    public override ValueTask<RenewEphemeralResponse> RenewAsync(EphemeralCall call, CancellationToken cancellation)
    {
        Note(call, "renewed");
        return new(new RenewEphemeralResponse(DateTimeOffset.UtcNow.AddMilliseconds(300), call.Private, []));
    }

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> CloseAsync(EphemeralCall call, CancellationToken cancellation)
    {
        Note(call, "closed");
        return new([]);
    }

    private static void Note(EphemeralCall call, string what)
    {
        var path = System.Text.Encoding.UTF8.GetString(call.Private.Span);
        if (path.Length > 0) File.AppendAllText(path, what + "\n");
    }
}
