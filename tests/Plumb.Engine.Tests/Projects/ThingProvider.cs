using System.Collections.Concurrent;
using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Tests.Projects;

/// <summary>
/// The provider <c>test</c>: <c>test_thing</c> has an id, anything for a value, a text that replaces it when it changes,
/// and blocks. Remembers what exists, and fails where it is told to.
/// </summary>
internal sealed class ThingProvider : IProvider
{
    private readonly ConcurrentDictionary<string, Value> _things;
    private int _made;

    public ThingProvider(ConcurrentDictionary<string, Value>? things = null) => _things = things ?? [];

    public static Schema Thing { get; } = new(0, new BlockSchema
    {
        Attributes =
        [
            new AttributeSchema("id", DataType.String) { Computed = true },
            new AttributeSchema("value", DataType.Dynamic) { Optional = true },
            new AttributeSchema("size", DataType.Number) { Optional = true },
            new AttributeSchema("force", DataType.String) { Optional = true },
            new AttributeSchema("secret", DataType.String) { Optional = true, WriteOnly = true },
        ],
        Blocks =
        [
            new NestedBlockSchema("part", NestingMode.List, new BlockSchema { Attributes = [new AttributeSchema("key", DataType.String) { Required = true }] }) { MaxItems = 2 },
        ],
    });

    public static Schema Lookup { get; } = new(0, new BlockSchema
    {
        Attributes = [new AttributeSchema("name", DataType.String) { Required = true }, new AttributeSchema("result", DataType.String) { Computed = true }],
        Blocks = [new NestedBlockSchema("filter", NestingMode.List, new BlockSchema()) { MinItems = 1 }],
    });

    /// <summary>An action that says something, and fails where it is told to.</summary>
    public static Schema Tell { get; } = new(0, new BlockSchema { Attributes = [new AttributeSchema("words", DataType.String) { Required = true }, new AttributeSchema("fails", DataType.Bool) { Optional = true }] });

    /// <summary>Whether a change fails: by the change ("create", "update", "delete") and the id or planned value.</summary>
    public Func<string, bool> Fails { get; set; } = _ => false;

    /// <summary>A failing create leaves the object half made.</summary>
    public bool LeavesHalf { get; set; }

    /// <summary>A delete of what the value of another thing holds fails.</summary>
    public bool RefusesUsed { get; set; }

    /// <summary>Whether a call ("plan", "destroy", "read", "import", "data") about an object of this value is put off, and why.</summary>
    public Func<string, Value, DeferralReason?> Defers { get; set; } = (_, _) => null;

    /// <summary>What a change waits for.</summary>
    public Func<Task> Pause { get; set; } = () => Task.CompletedTask;

    /// <summary>What a read waits for.</summary>
    public Func<Task> PauseRead { get; set; } = () => Task.CompletedTask;

    /// <summary>What is answered when a destroy is planned, in place of agreeing.</summary>
    public Func<PlanRequest, PlanResponse>? PlansDestroy { get; set; }

    /// <summary>What the plan noted down for the last delete.</summary>
    public ReadOnlyMemory<byte> PlannedForDelete { get; private set; }

    public ConcurrentQueue<string> Calls { get; } = [];

    public IReadOnlyDictionary<string, Value> Things => _things;

    public ValueTask<ProviderSchema> GetSchemaAsync(CancellationToken cancellation) => new(new ProviderSchema
    {
        Provider = new Schema(0, new BlockSchema { Attributes = [new AttributeSchema("region", DataType.String) { Optional = true }] }),
        Resources = new Dictionary<string, Schema> { ["test_thing"] = Thing },
        DataSources = new Dictionary<string, Schema> { ["test_lookup"] = Lookup },
        Actions = new Dictionary<string, Schema> { ["test_tell"] = Tell },
    });

    public ValueTask<ValidateResponse> ValidateProviderConfigAsync(Value config, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask<ValidateResponse> ValidateResourceConfigAsync(string type, Value config, CancellationToken cancellation) =>
        new(config is ObjectValue o && o["size"] is NumberValue { Number.Sign: < 0 }
            ? new ValidateResponse([ProviderDiagnostic.Error("Negative size", "A size cannot be negative.", ValuePath.Root.Attribute("size"))])
            : ValidateResponse.Ok);

    public ValueTask<ValidateResponse> ValidateDataConfigAsync(string type, Value config, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask<ValidateResponse> ValidateEphemeralConfigAsync(string type, Value config, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask<ConfigureResponse> ConfigureAsync(ConfigureRequest request, CancellationToken cancellation)
    {
        if (request.Config is ObjectValue o && o["region"] is StringValue { Text: var region }) Region = region;
        return new(ConfigureResponse.Ok);
    }

    public string Region { get; private set; } = "";

    public ValueTask<UpgradeResponse> UpgradeResourceStateAsync(UpgradeRequest request, CancellationToken cancellation)
    {
        using var json = JsonDocument.Parse(request.Json);
        return new(new UpgradeResponse(JsonValueCodec.Read(json.RootElement, Thing.Block.ImpliedType), []));
    }

    public ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeRequest request, CancellationToken cancellation) => new(new UpgradeResponse(null, []));

    public async ValueTask<ReadResponse> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
    {
        await PauseRead();
        return new ReadResponse(_things.TryGetValue(IdOf(request.Current), out var thing) ? thing : Value.Null(request.Current.Type)) { Deferred = Defers("read", request.Current) };
    }

    public ValueTask<PlanResponse> PlanResourceChangeAsync(PlanRequest request, CancellationToken cancellation)
    {
        if (request.ProposedNew is not ObjectValue proposed) return new(PlansDestroy?.Invoke(request) ?? new PlanResponse(request.ProposedNew) { Deferred = Defers("destroy", request.Prior) });
        var planned = WithoutSecret(proposed);
        if (request.Prior is not ObjectValue prior) return new(new PlanResponse(planned.With("id", Value.Unknown(DataType.String))) { Deferred = Defers("plan", request.ProposedNew) });
        if (Equals(prior["force"], proposed["force"])) return new(new PlanResponse(planned) { Deferred = Defers("plan", request.ProposedNew) });
        return new(new PlanResponse(planned.With("id", Value.Unknown(DataType.String))) { RequiresReplace = [ValuePath.Root.Attribute("force")] });
    }

    public async ValueTask<ApplyResponse> ApplyResourceChangeAsync(ApplyRequest request, CancellationToken cancellation)
    {
        await Pause();
        var change = request.Prior.IsNull ? "create" : request.Planned.IsNull ? "delete" : "update";
        Calls.Enqueue(Region.Length == 0 ? change : $"{change} in {Region}");
        var fails = Fails(change);
        if (fails && !(change == "create" && LeavesHalf))
            return new ApplyResponse(request.Prior) { Diagnostics = [ProviderDiagnostic.Error("Refused", $"This {change} was told to fail.")] };
        if (change == "delete")
        {
            PlannedForDelete = request.PlannedPrivate;
            if (RefusesUsed && Users(IdOf(request.Prior)) is [var user, ..]) return new ApplyResponse(request.Prior) { Diagnostics = [ProviderDiagnostic.Error("In use", $"{request.Prior} is used by {user}.")] };
            _things.TryRemove(IdOf(request.Prior), out _);
            return new ApplyResponse(request.Planned);
        }
        var planned = WithoutSecret((ObjectValue)request.Planned);
        var made = change == "create" ? planned.With("id", Value.String($"{Guid.NewGuid():n}-{Interlocked.Increment(ref _made)}")) : planned;
        _things[IdOf(made)] = made;
        return new ApplyResponse(made) { Diagnostics = fails ? [ProviderDiagnostic.Error("Half made", "This create was told to fail half way.")] : [] };
    }

    public ValueTask<ImportResponse> ImportResourceStateAsync(ImportRequest request, CancellationToken cancellation) => new(new ImportResponse(
        _things.TryGetValue(request.Id ?? "", out var thing) ? [new ImportedResource(request.Type, thing)] : [])
    { Deferred = Defers("import", Value.String(request.Id ?? "")) });

    public ValueTask<MoveResponse> MoveResourceStateAsync(MoveRequest request, CancellationToken cancellation) => new(new MoveResponse((Value?)null));

    public ValueTask<ReadDataResponse> ReadDataSourceAsync(ReadDataRequest request, CancellationToken cancellation) =>
        new(new ReadDataResponse(((ObjectValue)request.Config).With("result", Value.String("found"))) { Deferred = Defers("data", request.Config) });

    public ValueTask<OpenEphemeralResponse> OpenEphemeralAsync(OpenEphemeralRequest request, CancellationToken cancellation) => new(new OpenEphemeralResponse(request.Config));

    public ValueTask<RenewEphemeralResponse> RenewEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) =>
        new(new RenewEphemeralResponse(null, privateData, []));

    public ValueTask<ValidateResponse> CloseEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask<ValidateResponse> ValidateActionConfigAsync(string type, Value config, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask<PlanActionResponse> PlanActionAsync(ActionRequest request, CancellationToken cancellation) => new(new PlanActionResponse { Deferred = Defers("action", request.Config) });

    public async ValueTask<ValidateResponse> InvokeActionAsync(ActionRequest request, Func<string, ValueTask> progress, CancellationToken cancellation)
    {
        var config = (ObjectValue)request.Config;
        Calls.Enqueue(((StringValue)config["words"]!).Text);
        await progress("told");
        return config["fails"] is BoolValue { IsTrue: true } ? new ValidateResponse([ProviderDiagnostic.Error("Not told", "Nobody listens.")]) : ValidateResponse.Ok;
    }

    public ValueTask StopAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Value[] Users(string id) => [.. _things.Where(t => t.Key != id && t.Value is ObjectValue o && o["value"] is { } value && value.ToString().Contains(id, StringComparison.Ordinal)).Select(t => t.Value)];

    private static ObjectValue WithoutSecret(ObjectValue value) => value.With("secret", Value.Null(DataType.String));

    private static string IdOf(Value thing) => thing is ObjectValue o && o["id"] is StringValue { Text: var id } ? id : "";
}
