using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Tests;

/// <summary>One resource type of an embedded provider, led through its life as the engine does it.</summary>
internal sealed class Embedded(IProvider provider, string type)
{
    public Embedded(string provider, string type) : this(EmbeddedProviders.All
        .Single(p => p.Address == (provider == "terraform" ? ProviderAddress.BuiltinTerraform : ProviderAddress.Official(provider))).Create(), type)
    {
    }

    private static readonly CancellationToken Never = CancellationToken.None;

    public IProvider Provider { get; } = provider;

    public async Task<PlanResponse> Plan(ObjectValue? prior, params (string Name, Value Value)[] arguments)
    {
        var schema = (await Provider.GetSchemaAsync(Never)).Resources[type];
        var config = Config(schema, arguments);
        var proposed = config;
        foreach (var attribute in schema.Block.Attributes.Where(a => a.Computed && config[a.Name] is NullValue))
            proposed = proposed.With(attribute.Name, prior?[attribute.Name] ?? Value.Null(attribute.ImpliedType));
        return await Provider.PlanResourceChangeAsync(new PlanRequest(type, prior ?? (Value)Value.Null(config.Type), proposed, config), Never);
    }

    public async Task<ApplyResponse> TryCreate(params (string Name, Value Value)[] arguments)
    {
        var plan = await Plan(null, arguments);
        var config = Config((await Provider.GetSchemaAsync(Never)).Resources[type], arguments);
        return await Provider.ApplyResourceChangeAsync(new ApplyRequest(type, Value.Null(config.Type), plan.Planned, config), Never);
    }

    /// <summary>Makes the object and holds it to be wholly known and to need no change afterwards.</summary>
    public async Task<ObjectValue> Create(params (string Name, Value Value)[] arguments)
    {
        var response = await TryCreate(arguments);
        Assert.Empty(response.Diagnostics);
        var made = Assert.IsType<ObjectValue>(response.NewState);
        Assert.True(made.IsWhollyKnown);
        var again = await Plan(made, arguments);
        Assert.Equal(made, again.Planned);
        Assert.Empty(again.RequiresReplace);
        return made;
    }

    public async Task<string[]> Replacing(ObjectValue prior, params (string Name, Value Value)[] arguments) =>
        [.. (await Plan(prior, arguments)).RequiresReplace.Select(p => ((AttributeStep)p.Steps[0]).Name)];

    public async Task<Value> Read(ObjectValue current) => (await Provider.ReadResourceAsync(new ReadRequest(type, current), Never)).State;

    public async Task Delete(ObjectValue prior)
    {
        var none = Value.Null(prior.Type);
        Assert.Equal(none, (await Provider.ApplyResourceChangeAsync(new ApplyRequest(type, prior, none, none), Never)).NewState);
    }

    public async Task<string[]> Problems(params (string Name, Value Value)[] arguments)
    {
        var config = Config((await Provider.GetSchemaAsync(Never)).Resources[type], arguments);
        return [.. (await Provider.ValidateResourceConfigAsync(type, config, Never)).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Summary)];
    }

    public async Task<string[]> Warnings(params (string Name, Value Value)[] arguments)
    {
        var schema = await Provider.GetSchemaAsync(Never);
        var found = schema.Resources.TryGetValue(type, out var resource)
            ? await Provider.ValidateResourceConfigAsync(type, Config(resource, arguments), Never)
            : await Provider.ValidateDataConfigAsync(type, Config(schema.DataSources[type], arguments), Never);
        return [.. found.Diagnostics.Where(d => d.Severity == Severity.Warning).Select(d => d.Summary)];
    }

    public async Task<ObjectValue> Import(string id) => Assert.IsType<ObjectValue>(
        Assert.Single((await Provider.ImportResourceStateAsync(new ImportRequest(type, id, null), Never)).Resources).State);

    public async Task<string[]> ImportProblems(string id) => [.. (await Provider.ImportResourceStateAsync(new ImportRequest(type, id, null), Never)).Diagnostics.Select(d => d.Summary)];

    public async Task<ObjectValue> Upgrade(long version, string json) => Assert.IsType<ObjectValue>(
        (await Provider.UpgradeResourceStateAsync(new UpgradeRequest(type, version, System.Text.Encoding.UTF8.GetBytes(json)), Never)).Value);

    public async Task<ReadDataResponse> ReadData(params (string Name, Value Value)[] arguments)
    {
        var config = Config((await Provider.GetSchemaAsync(Never)).DataSources[type], arguments);
        return await Provider.ReadDataSourceAsync(new ReadDataRequest(type, config), Never);
    }

    public async Task<ObjectValue> Open(params (string Name, Value Value)[] arguments)
    {
        var config = Config((await Provider.GetSchemaAsync(Never)).EphemeralResources[type], arguments);
        Assert.Empty((await Provider.ValidateEphemeralConfigAsync(type, config, Never)).Diagnostics);
        var opened = await Provider.OpenEphemeralAsync(new OpenEphemeralRequest(type, config), Never);
        Assert.Empty(opened.Diagnostics);
        return Assert.IsType<ObjectValue>(opened.Result);
    }

    public async Task<string[]> DataProblems(params (string Name, Value Value)[] arguments)
    {
        var config = Config((await Provider.GetSchemaAsync(Never)).DataSources[type], arguments);
        return [.. (await Provider.ValidateDataConfigAsync(type, config, Never)).Diagnostics.Select(d => d.Summary)];
    }

    /// <summary>Gives the provider its configuration.</summary>
    public async Task<Embedded> Configured(params (string Name, Value Value)[] arguments)
    {
        var config = Config((await Provider.GetSchemaAsync(Never)).Provider, arguments);
        Assert.Empty((await Provider.ValidateProviderConfigAsync(config, Never)).Diagnostics);
        Assert.Empty((await Provider.ConfigureAsync(new ConfigureRequest(config, "1.11.4", DeferralAllowed: false), Never)).Diagnostics);
        return this;
    }

    public async Task<ObjectValue> Update(ObjectValue prior, params (string Name, Value Value)[] arguments)
    {
        var plan = await Plan(prior, arguments);
        Assert.Empty(plan.RequiresReplace);
        var config = Config((await Provider.GetSchemaAsync(Never)).Resources[type], arguments);
        var response = await Provider.ApplyResourceChangeAsync(new ApplyRequest(type, prior, plan.Planned, config), Never);
        Assert.Empty(response.Diagnostics);
        return Assert.IsType<ObjectValue>(response.NewState);
    }

    public static string Text(NamedValues value, string name) => Assert.IsType<StringValue>(value[name]).Text;

    /// <summary>What is not given is null, or not there if it is a block.</summary>
    private static ObjectValue Config(Schema schema, (string Name, Value Value)[] arguments) => Value.Object(schema.Block.ImpliedType.Attributes.Select(a =>
        KeyValuePair.Create(a.Name, arguments.FirstOrDefault(g => g.Name == a.Name).Value ?? (schema.Block.FindBlock(a.Name) is null ? Value.Null(a.Type) : None(a.Type)))));

    private static Value None(DataType blocks) => blocks switch
    {
        ListType list => Value.List(list.Element),
        SetType set => Value.Set(set.Element),
        _ => Value.Null(blocks),
    };
}
