using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Tests.Samples;

namespace Plumb.Provider.Tests;

public sealed class TypedResourceTests : IAsyncDisposable
{
    private readonly MachineResource _resource = new();
    private readonly Served _machine;

    public TypedResourceTests() => _machine = new Served(_resource);

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    private ObjectValue Named(string name, params (string, Value)[] more) => _machine.Config([("name", Value.String(name)), .. more]);

    [Fact]
    public async Task What_is_computed_is_unknown_and_what_has_a_default_is_not()
    {
        var planned = Assert.IsType<ObjectValue>((await _machine.Plan(null, Named("web", ("root", Disk("sda"))))).Planned);
        Assert.IsType<UnknownValue>(planned["id"]);
        Assert.IsType<UnknownValue>(planned["price"]);
        Assert.Equal(Value.String("eu"), planned["region"]);
        Assert.Equal(Value.String("small"), planned["size"]);
        Assert.IsType<NullValue>(planned["cores"]);
        var root = Assert.IsType<ObjectValue>(planned["root"]);
        Assert.Equal(Value.Number(10), root["gigabytes"]);
        Assert.IsType<UnknownValue>(root["serial"]);
    }

    [Fact]
    public async Task Nothing_becomes_unknown_where_nothing_changes()
    {
        var config = Named("web", ("cores", Value.Number(2)), ("root", Disk("sda")), ("disks", Value.List(DiskType, Disk("a"), Disk("b"))));
        var made = await _machine.Create(config);
        Assert.True(made.IsWhollyKnown);
        // Inside nested attributes the proposal keeps what was computed, as the engine's does.
        var proposed = Named("web", ("cores", Value.Number(2)), ("root", made["root"] ?? Value.EmptyObject), ("disks", made["disks"] ?? Value.EmptyObject));
        Assert.Equal(made, (await _machine.Plan(made, proposed)).Planned);
    }

    [Fact]
    public async Task An_update_keeps_what_is_said_to_stay_and_replaces_for_what_is_said_to_replace()
    {
        var made = await _machine.Create(Named("web", ("cores", Value.Number(2))));
        var update = await _machine.Plan(made, Named("web", ("cores", Value.Number(4))));
        var planned = Assert.IsType<ObjectValue>(update.Planned);
        Assert.Equal(Value.String("m-web"), planned["id"]);
        Assert.IsType<UnknownValue>(planned["changed_at"]);
        Assert.Empty(update.RequiresReplace);

        Assert.Equal([Machine.Paths.Name], (await _machine.Plan(made, Named("db"))).RequiresReplace);
        Assert.Equal([Machine.Paths.Cores], (await _machine.Plan(made, Named("web", ("cores", Value.Number(1))))).RequiresReplace);
        Assert.Equal([Machine.Paths.Name], (await _machine.Plan(made, _machine.Config(("name", Value.Unknown(DataType.String))))).RequiresReplace);
    }

    [Fact]
    public async Task A_plan_of_ones_own_changes_what_it_touches_and_nothing_else()
    {
        var response = await _machine.Plan(null, Named("forecast", ("cores", Value.Unknown(DataType.Number))));
        var planned = Assert.IsType<ObjectValue>(response.Planned);
        Assert.Equal(Value.String("soon"), planned["changed_at"]);
        Assert.IsType<UnknownValue>(planned["cores"]);
        Assert.IsType<UnknownValue>(planned["id"]);
        Assert.Null(response.Deferred);
        Assert.Null((await _machine.Plan(null, Named("later"))).Deferred);
        Assert.Equal(DeferralReason.AbsentPrerequisite, (await _machine.Plan(null, Named("later"), mayDefer: true)).Deferred);
    }

    [Fact]
    public async Task What_was_made_before_a_failure_is_kept()
    {
        var half = await _machine.Apply(null, Named("half"));
        Assert.Equal(("Unable to create test_machine", "the service hung up"), Assert.Single(half.Diagnostics) is { } d ? (d.Summary, d.Detail) : default);
        var saved = Assert.IsType<ObjectValue>(half.NewState);
        Assert.Equal(Value.String("m-half"), saved["id"]);
        Assert.IsType<NullValue>(saved["changed_at"]);

        Assert.IsType<NullValue>((await _machine.Apply(null, Named("none"))).NewState);

        var made = await _machine.Create(Named("stubborn"));
        var failed = await _machine.Apply(made, Named("stubborn", ("cores", Value.Number(2))));
        Assert.Single(failed.Diagnostics);
        Assert.Equal(made, failed.NewState);
    }

    [Fact]
    public async Task What_is_left_unknown_after_an_apply_is_named()
    {
        var response = await _machine.Apply(null, Named("forgetful"));
        Assert.Contains("changed_at", Assert.Single(response.Diagnostics).Detail, StringComparison.Ordinal);
        Assert.True(response.NewState.IsWhollyKnown);
    }

    [Fact]
    public async Task A_write_only_value_reaches_the_provider_and_no_state()
    {
        var config = Named("web", ("password", Value.String("secret")), ("password_version", Value.Number(1)));
        var response = await _machine.Apply(null, config);
        Assert.IsType<NullValue>(Assert.IsType<ObjectValue>(response.NewState)["password"]);
        Assert.Equal("secret", new Models.PrivateData(response.Private).GetText("password"));
    }

    [Fact]
    public async Task Rules_of_the_schema_are_checked_with_the_place()
    {
        var bad = Named("X", ("region", Value.String("moon")), ("cores", Value.Number(Core.Numerics.Number.Parse("1.5"))), ("password", Value.String("p")),
            ("addresses", Value.List(DataType.String, Value.String("a"), Value.String(""))),
            ("labels", Value.Map(DataType.String, [KeyValuePair.Create<string, Value>("toolong", Value.String("v"))])),
            ("root", Value.Object(("device", Value.Null(DataType.String)), ("gigabytes", Value.Null(DataType.Number)), ("serial", Value.String("mine")))));
        var found = await _machine.Validate(bad);
        Assert.Equal(
            [".name", ".name", ".region", ".cores", ".addresses[1]", ".labels[\"toolong\"]", ".password", ".root.device", ".root.serial"],
            found.Select(f => f.Attribute?.ToString()));
        Assert.Empty(await _machine.Validate(Named("web", ("cores", Value.Unknown(DataType.Number)), ("root", Value.Unknown(DiskType)))));
        Assert.Equal(Machine.Paths.Name, Assert.Single(await _machine.Validate(Named("forbidden"))).Attribute);
    }

    [Fact]
    public async Task An_object_is_read_imported_and_gone()
    {
        var made = await _machine.Create(Named("web"));
        var read = await _machine.Read(made);
        Assert.Equal(made, read.State);
        Assert.Equal(Value.Object(("id", Value.String("m-web"))), read.Identity);

        foreach (var import in new[] { await _machine.Import("m-web"), await _machine.Import(null, Value.Object(("id", Value.String("m-web")))) })
        {
            var imported = Assert.IsType<ObjectValue>(Assert.Single(import.Resources).State);
            Assert.Equal(made, (await _machine.Read(imported)).State);
        }
        _resource.Machines.Clear();
        Assert.IsType<NullValue>((await _machine.Read(made)).State);
    }

    [Fact]
    public async Task Elements_of_a_set_that_are_nearly_alike_take_their_own_defaults()
    {
        var written = Value.Set(RuleType, Value.Object(("port", Value.Number(1)), ("protocol", Value.Null(DataType.String))), Value.Object(("port", Value.Number(1)), ("protocol", Value.String("udp"))));
        var planned = Assert.IsType<ObjectValue>((await _machine.Plan(null, Named("web", ("exception", written)))).Planned);
        Assert.Equal(Value.Set(RuleType, Rule(1), Value.Object(("port", Value.Number(1)), ("protocol", Value.String("udp")))), planned["exception"]);
    }

    [Fact]
    public void A_model_and_its_value_say_the_same()
    {
        var value = Named("web",
            ("id", Value.String("i")), ("region", Value.String("us")), ("size", Value.String("extra_large")), ("cores", Value.Number(3)), ("load", Value.Unknown(DataType.Number)),
            ("serial", Value.Number(Core.Numerics.Number.Parse("123456789012345678901234567890"))), ("price", Value.Number(Core.Numerics.Number.Parse("0.1"))),
            ("groups", Value.Set(DataType.String, Value.String("b"), Value.String("a"))),
            ("matrix", Value.List(DataType.List(DataType.Number), Value.List(DataType.Number, Value.Number(1)))),
            ("extra", Value.Object(("any", Value.Tuple(Value.True)))), ("mounts", Value.Unknown(DataType.Map(DiskType))),
            ("rule", Value.List(RuleType, Rule(1), Rule(2))), ("exception", Value.Set(RuleType, Rule(3))), ("guard", Rule(4)), ("changed_at", Value.String("now")));
        Assert.Equal(value, Machine.FromValue(value).ToValue());
        Assert.Equal(typeof(Machine), Machine.FromValue(value).GetType());
    }

    private static ObjectType DiskType => Samples.Disk.Definition.ObjectType;

    private static ObjectType RuleType => Samples.Rule.Definition.ObjectType;

    private static ObjectValue Rule(int port) => Value.Object(("port", Value.Number(port)), ("protocol", Value.String("tcp")));

    private static ObjectValue Disk(string device) => Value.Object(
        ("device", Value.String(device)), ("gigabytes", Value.Null(DataType.Number)), ("serial", Value.Null(DataType.String)));
}
