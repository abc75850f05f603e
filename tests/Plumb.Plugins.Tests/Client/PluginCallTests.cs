using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Plugins.Tests.Client;

/// <summary>Every call of the protocol through a real process and back.</summary>
public sealed class PluginCallTests
{
    private const string Type = "corner_everything";

    [Fact]
    public async Task An_object_of_every_type_is_planned_made_and_changed()
    {
        await using var plugin = new CornerPlugin();
        var provider = plugin.Provider;
        await CornerPlugin.ConfigureAsync(provider);
        var inner = DataType.Object([KeyValuePair.Create<string, DataType>("key", DataType.String), KeyValuePair.Create<string, DataType>("stamp", DataType.String), KeyValuePair.Create<string, DataType>("value", DataType.String)]);
        Value Inner(string key) => Value.Object([KeyValuePair.Create<string, Value>("key", Value.String(key)), KeyValuePair.Create<string, Value>("stamp", Value.Null(DataType.String)), KeyValuePair.Create<string, Value>("value", Value.Null(DataType.String))]);
        var config = await plugin.ObjectAsync(Type,
            ("text", Value.String("t")), ("number", Value.Number(7)), ("flag", Value.Bool(true)),
            ("anything", Value.Tuple(Value.String("x"), Value.Number(1))),
            ("list", Value.List(DataType.String, Value.String("a"))), ("set", Value.Set(DataType.Number, Value.Number(1), Value.Number(2))),
            ("map", Value.Map(DataType.Bool, [KeyValuePair.Create<string, Value>("k", Value.Bool(false))])),
            ("password", Value.String("hush-hush")),
            ("set_nested", Value.Set(inner, Inner("n1"), Inner("n2"))), ("map_nested", Value.Map(inner, [KeyValuePair.Create("m", Inner("n3"))])),
            ("list_block", Value.List(inner, Inner("b1"))), ("set_block", Value.Set(inner, Inner("b2"))));
        Assert.Empty((await provider.ValidateResourceConfigAsync(Type, config, default)).Diagnostics);

        var planned = await provider.PlanResourceChangeAsync(new PlanRequest(Type, Value.Null(config.Type), config.With("password", Value.Null(DataType.String)), config), default);
        Assert.Empty(planned.Diagnostics);
        Assert.Equal("chosen-", Assert.IsType<UnknownValue>(((ObjectValue)planned.Planned)["chosen"]).Refinement.StringPrefix);

        var made = await provider.ApplyResourceChangeAsync(new ApplyRequest(Type, Value.Null(config.Type), planned.Planned, config) { PlannedPrivate = planned.Private }, default);
        Assert.Empty(made.Diagnostics);
        var state = (ObjectValue)made.NewState;
        Assert.True(state.IsWhollyKnown);
        Assert.True(state["password"]?.IsNull);
        Assert.Equal("9", state["secret_length"]?.ToString());
        Assert.Equal("0"u8.ToArray(), made.Private.ToArray());

        var changed = config.With("number", Value.Number(8));
        var proposed = state.With("number", Value.Number(8));
        var again = await provider.PlanResourceChangeAsync(new PlanRequest(Type, state, proposed, changed) { PriorPrivate = made.Private }, default);
        Assert.Empty(again.RequiresReplace);
        var updated = await provider.ApplyResourceChangeAsync(new ApplyRequest(Type, state, again.Planned, changed) { PlannedPrivate = again.Private }, default);
        Assert.Equal("1", ((ObjectValue)updated.NewState)["updates"]?.ToString());
        Assert.Equal("1"u8.ToArray(), updated.Private.ToArray());

        var other = await provider.PlanResourceChangeAsync(new PlanRequest(Type, state, state.With("text", Value.String("u")), config.With("text", Value.String("u"))), default);
        Assert.Equal(".text", Assert.Single(other.RequiresReplace).ToString());
    }

    [Fact]
    public async Task Everything_may_be_unknown()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var blank = await plugin.ObjectAsync(Type);
        var config = Value.Object(blank.Entries.Select(e => KeyValuePair.Create<string, Value>(e.Key, e.Key is "id" or "updates" or "secret_length" ? e.Value : Value.Unknown(e.Value.Type))));
        Assert.Empty((await plugin.Provider.ValidateResourceConfigAsync(Type, config, default)).Diagnostics);
        var planned = await plugin.Provider.PlanResourceChangeAsync(new PlanRequest(Type, Value.Null(blank.Type), config, config), default);
        Assert.Empty(planned.Diagnostics);
        Assert.IsType<UnknownValue>(((ObjectValue)planned.Planned)["set_nested"]);
    }

    [Fact]
    public async Task Stored_attributes_are_brought_up_and_objects_imported_and_moved()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var upgraded = await plugin.Provider.UpgradeResourceStateAsync(new UpgradeRequest("corner_slow", 0, """{"id":"a","text":"b","seconds":3,"gone":true}"""u8.ToArray()), default);
        Assert.Equal("b", ((StringValue)((ObjectValue)upgraded.Value!)["text"]!).Text);

        var imported = Assert.Single((await plugin.Provider.ImportResourceStateAsync(new ImportRequest("corner_tracked", null, Value.Object([KeyValuePair.Create<string, Value>("serial", Value.String("s-9"))])), default)).Resources);
        Assert.Equal("s-9", ((StringValue)((ObjectValue)imported.State)["id"]!).Text);
        Assert.Equal("s-9", ((StringValue)((ObjectValue)imported.Identity!)["serial"]!).Text);

        var moved = await plugin.Provider.MoveResourceStateAsync(new MoveRequest(Core.Addresses.ProviderAddress.Official("null"), "null_resource", 0, """{"id":"1"}"""u8.ToArray(), "corner_renamed"), default);
        Assert.Equal("was-null_resource", ((StringValue)((ObjectValue)moved.State!)["id"]!).Text);
        var refused = await plugin.Provider.MoveResourceStateAsync(new MoveRequest(Core.Addresses.ProviderAddress.Official("null"), "other", 0, "{}"u8.ToArray(), "corner_renamed"), default);
        Assert.Null(refused.State);
        Assert.NotEmpty(refused.Diagnostics);
    }

    [Fact]
    public async Task A_change_is_put_off_where_the_host_allows_it()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var config = await plugin.ObjectAsync("corner_deferring");
        var request = new PlanRequest("corner_deferring", Value.Null(config.Type), config, config);
        Assert.Equal(DeferralReason.AbsentPrerequisite, (await plugin.Provider.PlanResourceChangeAsync(request with { DeferralAllowed = true }, default)).Deferred);
        Assert.Equal("Cannot be put off", Assert.Single((await plugin.Provider.PlanResourceChangeAsync(request, default)).Diagnostics).Summary);
    }

    [Fact]
    public async Task An_ephemeral_object_is_opened_renewed_and_closed()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var log = Path.GetTempFileName();
        var config = Value.Object([KeyValuePair.Create<string, Value>("log", Value.String(log)), KeyValuePair.Create<string, Value>("token", Value.Null(DataType.String))]);
        var opened = await plugin.Provider.OpenEphemeralAsync(new OpenEphemeralRequest("corner_lease", config), default);
        Assert.NotNull(opened.RenewAt);
        var renewed = await plugin.Provider.RenewEphemeralAsync("corner_lease", opened.Private, default);
        await plugin.Provider.CloseEphemeralAsync("corner_lease", renewed.Private, default);
        Assert.Equal(["renewed", "closed"], File.ReadAllLines(log));
        File.Delete(log);
    }

    [Fact]
    public async Task Functions_are_called_with_texts_nulls_and_anything()
    {
        await using var plugin = new CornerPlugin();
        var functions = (await plugin.Provider.GetSchemaAsync(default)).Functions;
        var joined = FunctionInvoker.Call(functions["join_all"], [Value.String("-"), Value.String("a"), Value.Null(DataType.String), Value.String("b")], out var error);
        Assert.Null(error);
        Assert.Equal("a-b", ((StringValue)joined).Text);
        Assert.Equal("[\"x\",1]", Core.Json.JsonValueCodec.ToText(FunctionInvoker.Call(functions["same"], [Value.Tuple(Value.String("x"), Value.Number(1))], out _), DataType.Tuple(DataType.String, DataType.Number)));
        FunctionInvoker.Call(functions["refuse"], [Value.String("a"), Value.String("b")], out error);
        Assert.Equal((1, "the second is not to my liking"), (error?.Argument, error?.Message));
    }

    [Fact]
    public async Task An_apply_without_an_answer_says_that_the_object_may_exist()
    {
        await using var plugin = new CornerPlugin(environment: ("CORNER_CRASH", "apply"));
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var config = await plugin.ObjectAsync("corner_legacy");
        var applied = await plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest("corner_legacy", Value.Null(config.Type), config, config), default);
        Assert.True(applied.IsUnanswered);
        Assert.True(applied.NewState.IsNull);
    }

    [Fact]
    public async Task A_fault_of_the_providers_code_is_a_diagnostic_and_the_process_goes_on()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var config = await plugin.ObjectAsync("corner_wrong", ("how", Value.String("exception")));
        var applied = await plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest("corner_wrong", Value.Null(config.Type), config, config), default);
        Assert.Contains("told to throw", Assert.Single(applied.Diagnostics).Detail);
        Assert.False(applied.IsUnanswered);
        Assert.Empty((await plugin.Provider.ValidateResourceConfigAsync("corner_wrong", config, default)).Diagnostics);
    }
}
