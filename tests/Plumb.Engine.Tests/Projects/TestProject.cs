using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
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
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;
using Plumb.Engine.Validating;
using Plumb.Engine.Walking;
using Plumb.Provider;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Tests.Projects;

/// <summary>A configuration in a folder of its own, its state in memory, and the provider <c>test</c>.</summary>
internal sealed class TestProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-engine-").FullName;
    private readonly ConcurrentDictionary<string, Value> _things = [];

    public TestProject(string main, params (string Path, string Text)[] files)
    {
        Write("main.tf", main);
        foreach (var (path, text) in files) Write(path, text);
    }

    public StateDocument State { get; private set; } = new();

    /// <summary>What every provider that a run opens is told.</summary>
    public Action<ThingProvider> Provider { get; set; } = _ => { };

    public List<ThingProvider> Opened { get; } = [];

    public IReadOnlyDictionary<string, Value> Things => _things;

    public IReadOnlyDictionary<string, GivenVariable> Variables { get; set; } = new Dictionary<string, GivenVariable>();

    public int Parallelism { get; init; } = 4;

    public IRunObserver Observer { get; set; } = new SilentObserver();

    public void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? _folder);
        File.WriteAllText(full, text);
    }

    public async Task<IReadOnlyList<Diagnostic>> ValidateAsync()
    {
        var diagnostics = new DiagnosticBag();
        if (Load(diagnostics) is not { } tree || diagnostics.HasErrors) return diagnostics.ToList();
        await using var pool = Pool();
        await ConfigurationValidator.ValidateAsync(Run(tree, pool, diagnostics, applying: false), new NoProvisioners(), CancellationToken.None);
        return diagnostics.ToList();
    }

    public async Task<(Plan Plan, IReadOnlyList<Diagnostic> Diagnostics)> PlanAsync(PlanOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        var tree = Load(diagnostics);
        Assert.NotNull(tree);
        await using var pool = Pool();
        var plan = await new Planner(Run(tree, pool, diagnostics, applying: false), options ?? new PlanOptions()).PlanAsync(State, CancellationToken.None);
        return (plan, diagnostics.ToList());
    }

    /// <summary>Plans and applies; the state is the new one afterwards.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ApplyAsync(PlanOptions? options = null, IStateJournal? journal = null)
    {
        var (plan, planned) = await PlanAsync(options);
        if (plan.Errored) return planned;
        var diagnostics = new DiagnosticBag();
        var tree = Load(diagnostics);
        Assert.NotNull(tree);
        await using var pool = Pool();
        var run = Run(tree, pool, diagnostics, applying: true);
        State = await new Applier(run, journal ?? new NoJournal(), new NoProvisioners(), new Random(1)).ApplyAsync(plan, CancellationToken.None, CancellationToken.None);
        return diagnostics.ToList();
    }

    /// <summary>The state as the next run finds it: written down and read again.</summary>
    public void ReloadState()
    {
        var state = StateReader.Read(StateWriter.ToBytes(State), "terraform.tfstate", new DiagnosticBag());
        Assert.NotNull(state);
        State = state;
    }

    public Task<IReadOnlyList<Diagnostic>> DestroyAsync() => ApplyAsync(new PlanOptions { Mode = PlanMode.Destroy });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ConfigurationTree? Load(DiagnosticBag diagnostics)
    {
        var manifest = new ModuleManifest();
        manifest.Set(new InstalledModule("", "", null, _folder));
        InstallModules(_folder, "", manifest);
        manifest.Write(Path.Combine(_folder, ".terraform", "modules"));
        var environment = new StaticEnvironment { DataDirectory = Path.Combine(_folder, ".terraform"), WorkingDirectory = _folder, Workspace = "default", FindFunction = Functions().Find };
        return new ConfigurationLoader(environment).LoadTree(_folder, diagnostics);
    }

    private static void InstallModules(string directory, string prefix, ModuleManifest manifest)
    {
        foreach (var call in new ConfigurationLoader().LoadModule(directory, new DiagnosticBag()).ModuleCalls.Values)
        {
            if (call.Source is not { } source) continue;
            var child = Path.GetFullPath(source, directory);
            manifest.Set(new InstalledModule(prefix + call.Name, source, null, child));
            InstallModules(child, prefix + call.Name + ".", manifest);
        }
    }

    private FunctionCatalog Functions() => FunctionCatalog.Create(new FunctionContext { BaseDirectory = _folder, Files = new LocalFileAccess(), IsPlanning = true });

    private RunContext Run(ConfigurationTree tree, ProviderPool pool, DiagnosticBag diagnostics, bool applying) => new()
    {
        Configuration = tree,
        Diagnostics = diagnostics,
        Observer = Observer,
        Variables = Variables,
        Time = TimeProvider.System,
        Providers = pool,
        Environment = new RunEnvironment { WorkingDirectory = _folder, Applying = applying, Functions = Functions().Find },
    };

    private ProviderPool Pool() => new(new Source(this), Parallelism);

    private sealed class Source(TestProject project) : IProviderSource
    {
        public ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
        {
            var provider = new ThingProvider(project._things);
            project.Provider(provider);
            lock (project.Opened) project.Opened.Add(provider);
            return new(provider);
        }
    }

    private sealed class NoProvisioners : IProvisionerRunner
    {
        private static readonly AttributeSchema Command = new("command", DataType.String) { Required = true };

        public BlockSchema ConnectionSchema { get; } = new() { Attributes = [new AttributeSchema("host", DataType.String) { Required = true }, new AttributeSchema("user", DataType.String) { Optional = true }] };

        public BlockSchema? SchemaOf(string type) => type == "run" ? new BlockSchema { Attributes = [Command] } : null;

        public ProvisionerFailure? Validate(string type, ObjectValue config) => config["command"] is StringValue { Text: "" } ? new ProvisionerFailure("Invalid run provisioner configuration", "Nothing to run.") : null;

        public ValueTask<ProvisionerFailure?> RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation) => new((ProvisionerFailure?)null);
    }
}
