using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.Applying;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Testing;

/// <summary>A folder for configurations, a state in memory, and the one provider under test.</summary>
internal sealed class TestWorkspace(string address, Func<IProvider> create) : IDisposable
{
    private readonly ProviderAddress _address = AddressParser.TryParseProvider(address, out var parsed)
        ? parsed
        : throw new ProviderTestException($"\"{address}\" is not the address of a provider.");

    private StateDocument _state = new();
    private ProviderSchema? _schema;

    public string Folder { get; } = Directory.CreateTempSubdirectory("provider-test-").FullName;

    public bool IsEmpty => _state.Resources.Values.All(r => r.Address.Resource.Mode == ResourceMode.Data);

    public async Task<(Plan? Plan, IReadOnlyList<Diagnostic> Diagnostics)> PlanAsync(string configuration, PlanOptions options, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        if (Load(configuration, diagnostics) is not { } tree || diagnostics.HasErrors) return (null, diagnostics.ToList());
        await using var pool = new ProviderPool(new OneProvider(_address, create), Environment.ProcessorCount);
        var plan = await new Planner(Run(tree, pool, diagnostics, applying: false), options).PlanAsync(_state, cancellation).ConfigureAwait(false);
        return (plan, diagnostics.ToList());
    }

    /// <summary>Plans and applies; gives back the errors. The state is the new one, also after a failure.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ApplyAsync(string configuration, PlanOptions options, CancellationToken cancellation)
    {
        var (plan, planned) = await PlanAsync(configuration, options, cancellation).ConfigureAwait(false);
        if (plan is null || plan.Errored) return ProviderTest.Errors(planned);
        var diagnostics = new DiagnosticBag();
        if (Load(configuration, diagnostics) is not { } tree) return ProviderTest.Errors(diagnostics);
        await using var pool = new ProviderPool(new OneProvider(_address, create), Environment.ProcessorCount);
        _schema = await pool.SchemaAsync(_address, diagnostics, cancellation).ConfigureAwait(false);
        var applier = new Applier(Run(tree, pool, diagnostics, applying: true), new NoJournal(), new NoProvisioners(), new Random(1));
        _state = await applier.ApplyAsync(plan, CancellationToken.None, cancellation).ConfigureAwait(false);
        return ProviderTest.Errors(diagnostics);
    }

    public ObjectValue? Object(string resource)
    {
        if (!AddressParser.TryParseInstance(resource, out var instance, out var error)) throw new ProviderTestException($"\"{resource}\" is not the address of a resource: {error.Message}");
        if (!_state.Resources.TryGetValue(instance.Resource, out var stored) || !stored.Instances.TryGetValue(instance.Key, out var found) || found.Current is not { } current) return null;
        if (current.Value is { } value) return value as ObjectValue;
        var schema = _schema?.Resource(instance.Resource.Resource.Mode, instance.Resource.Resource.Type);
        return schema is null ? null : JsonValueCodec.Read(current.AttributesJson.Span, schema.Block.ImpliedType) as ObjectValue;
    }

    public Value? Output(string name) => _state.Outputs.GetValueOrDefault(name)?.Value;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private ConfigurationTree? Load(string configuration, DiagnosticBag diagnostics)
    {
        File.WriteAllText(Path.Combine(Folder, "main.tf"), configuration);
        File.WriteAllText(Path.Combine(Folder, "providers.tf"), $"terraform {{\n  required_providers {{\n    {_address.Type} = {{ source = \"{_address}\" }}\n  }}\n}}\n");
        var manifest = new ModuleManifest();
        manifest.Set(new InstalledModule("", "", null, Folder));
        manifest.Write(Path.Combine(Folder, ".terraform", "modules"));
        var environment = new StaticEnvironment
        {
            RootDirectory = Folder,
            WorkingDirectory = Folder,
            DataDirectory = Path.Combine(Folder, ".terraform"),
            FindFunction = Functions().Find,
        };
        return new ConfigurationLoader(environment).LoadTree(Folder, diagnostics);
    }

    private FunctionCatalog Functions() => FunctionCatalog.Create(new FunctionContext { BaseDirectory = Folder, Files = new LocalFileAccess(), IsPlanning = true });

    private RunContext Run(ConfigurationTree tree, ProviderPool pool, DiagnosticBag diagnostics, bool applying) => new()
    {
        Configuration = tree,
        Diagnostics = diagnostics,
        Time = TimeProvider.System,
        Providers = pool,
        Environment = new RunEnvironment { WorkingDirectory = Folder, Applying = applying, Functions = Functions().Find },
    };

    private sealed class OneProvider(ProviderAddress served, Func<IProvider> create) : IProviderSource
    {
        public ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation) =>
            address == served ? new(create()) : throw new ProviderTestException($"The test knows the provider {served} only, and the configuration asks for {address}.");
    }

    /// <summary>Provisioners act outside of providers and have no part in their tests.</summary>
    private sealed class NoProvisioners : IProvisionerRunner
    {
        public BlockSchema ConnectionSchema { get; } = new();

        public BlockSchema? SchemaOf(string type) => null;

        public ProvisionerFailure? Validate(string type, ObjectValue config) => null;

        public ValueTask<ProvisionerFailure?> RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation) => new((ProvisionerFailure?)null);
    }
}
