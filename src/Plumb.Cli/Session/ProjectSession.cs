using System.CommandLine;
using System.Globalization;
using Plumb.Cli.Arguments;
using Plumb.Cli.Logging;
using Plumb.Cli.Session.Backends;
using Plumb.Cli.Session.Plugins;
using Plumb.Connections;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Snapshots;
using Plumb.Engine.Configuration.Tree;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Validating;
using Plumb.Engine.Walking;
using Plumb.Plugins.Installation;
using Plumb.Providers;

namespace Plumb.Cli.Session;

/// <summary>One command's view of the project in the working directory: its configuration, variables, providers and workspace.</summary>
/// <param name="terminal">Where it runs.</param>
/// <param name="parsed">The command line, for the variables on it.</param>
internal sealed class ProjectSession(Terminal terminal, ParseResult? parsed) : IAsyncDisposable
{
    private static readonly DiagnosticRule NoConfiguration = new("CLI001", Severity.Error, "No configuration files");
    private static readonly DiagnosticRule InvalidAddress = new("CLI002", Severity.Error, "Invalid target");
    private static readonly DiagnosticRule IncompatibleModes = new("CLI003", Severity.Error, "Incompatible plan mode options");

    private ProviderPool? _pool;
    private SessionProviderSource? _providers;
    private PluginSettings? _plugins;
    private ConfigurationTree? _configuration;
    private ModuleConfig? _root;
    private BackendSelection? _backend;
    private IReadOnlyDictionary<string, Value>? _planned;

    public Terminal Terminal { get; } = terminal;

    public DiagnosticBag Diagnostics { get; } = new();

    public string DataDirectory => Terminal.Environment("TF_DATA_DIR") is { Length: > 0 } given ? given : ".terraform";

    public string Workspace => Terminal.Environment("TF_WORKSPACE") is { Length: > 0 } given ? given : WorkspaceFile.Read(Path.Combine(Terminal.WorkingDirectory, DataDirectory));

    /// <summary>The files of a folder that make a configuration.</summary>
    public static IEnumerable<string> ConfigurationFiles(string directory) => Directory.EnumerateFiles(directory)
        .Where(f => f.EndsWith(".tf", StringComparison.Ordinal) || f.EndsWith(".tf.json", StringComparison.Ordinal) || f.EndsWith(".tofu", StringComparison.Ordinal) || f.EndsWith(".tofu.json", StringComparison.Ordinal));

    public ConfigurationTree? LoadConfiguration(bool required = true, string directory = ".", bool withQueries = false)
    {
        if (required && !ConfigurationFiles(Path.GetFullPath(directory, Terminal.WorkingDirectory)).Any())
        {
            Diagnostics.Add(new Diagnostic(NoConfiguration, null, "This directory contains no configuration files, so planning would mark everything for destruction.")
            {
                Help = "To destroy everything in the state, run:\n    plumb destroy",
            });
            return null;
        }
        var tree = CreateLoader(withQueries).LoadTree(directory, Diagnostics);
        if (directory == ".") _root = tree?.Root.Config;
        _configuration = tree;
        return Diagnostics.HasErrors ? null : tree;
    }

    /// <summary>The configuration that a saved plan was made from, with the variables that it was made with; null where it is faulty, which is reported.</summary>
    public ConfigurationTree? LoadConfiguration(ConfigurationSnapshot snapshot, Plan plan)
    {
        _planned = plan.Variables;
        var tree = CreateLoader().LoadSnapshot(snapshot, Diagnostics);
        _root = tree.Root.Config;
        _configuration = tree;
        return Diagnostics.HasErrors ? null : tree;
    }

    /// <summary>Where states are kept. What else is wrong with the configuration does not matter to who only wants its state.</summary>
    public BackendSelection Backend => _backend ??= FindBackend();

    /// <summary>Where the configuration wants states to be kept, whatever the directory was made ready for.</summary>
    public BackendSelection WantedBackend => BackendSelection.Of(_root ?? CreateLoader().LoadModule(".", []), StaticEnvironment());

    private BackendSelection FindBackend()
    {
        var wanted = WantedBackend;
        var faults = new DiagnosticBag();
        var record = BackendRecord.Read(Path.Combine(Terminal.WorkingDirectory, DataDirectory), faults);
        if (faults.FirstOrDefault() is { } fault) return wanted with { Fault = wanted.Fault ?? fault };
        var found = wanted.HeldAgainst(record, Terminal.WorkingDirectory);
        // A saved plan is applied where it was made for, whatever came after.
        return _planned is not null && found.Fault?.Rule == BackendRules.NotInitialized ? wanted : found;
    }

    /// <summary>The providers of this command; what is opened ends with the session.</summary>
    public ProviderPool OpenProviders(int parallelism = 10) => _pool ??= new ProviderPool(_providers = CreateSource(), Math.Max(1, parallelism));

    /// <summary>What the user has configured for the program itself.</summary>
    public PluginSettings Plugins => _plugins ??= new PluginSettings(this);

    /// <summary>Where the providers of a configuration come from, and those of objects in a state.</summary>
    public ProviderOrigins OriginsOf(ConfigurationTree? configuration, StateDocument? state = null) =>
        new(EmbeddedProviders.All, ProviderRequirements.Of(configuration, state), Plugins);

    public IProvisionerRunner Provisioners => new Provisioners(new ProvisionerEnvironment { WorkingDirectory = Terminal.WorkingDirectory, Variables = Terminal.AllEnvironment, AskPassProgram = Terminal.OwnProgram });

    /// <summary>Checks the configuration before a plan is made of it; false where it is at fault, which is reported.</summary>
    public async Task<bool> ValidateAsync(ConfigurationTree tree, int parallelism, bool planFollows, CancellationToken cancellation)
    {
        var found = new DiagnosticBag();
        var run = CreateRun(tree, new Dictionary<string, GivenVariable>(), new SilentObserver(), parallelism, false, FunctionCatalog.Create(FunctionsFor(planning: true, null)), found);
        var valid = await ConfigurationValidator.ValidateAsync(run, Provisioners, cancellation).ConfigureAwait(false);
        // What a provider warns of it warns of again when it is asked for a plan.
        Diagnostics.AddRange(found.Where(d => d.Severity == Severity.Error || !planFollows || d.ForeignSummary is null));
        return valid;
    }

    public RunContext CreateRun(ConfigurationTree tree, IReadOnlyDictionary<string, GivenVariable> variables, IRunObserver observer, int parallelism, bool applying, DateTimeOffset? planTimestamp) =>
        CreateRun(tree, variables, observer, parallelism, applying, FunctionCatalog.Create(FunctionsFor(!applying, planTimestamp)));

    /// <summary>For expressions at a prompt; timestamps and the like are known unless there is a plan.</summary>
    public RunContext CreateConsoleRun(ConfigurationTree tree, IReadOnlyDictionary<string, GivenVariable> variables, bool planning) =>
        CreateRun(tree, variables, new SilentObserver(), 10, false, FunctionCatalog.Create(FunctionsFor(planning, null, console: true)));

    private RunContext CreateRun(ConfigurationTree tree, IReadOnlyDictionary<string, GivenVariable> variables, IRunObserver observer, int parallelism, bool applying, FunctionCatalog functions, DiagnosticBag? diagnostics = null)
    {
        return new RunContext
        {
            Configuration = tree,
            Variables = variables,
            Diagnostics = diagnostics ?? Diagnostics,
            Observer = Terminal.Log is { IsOn: true } log ? new LoggedRun(observer, log) : observer,
            Time = TimeProvider.System,
            TerraformVersion = LanguageVersion.Text,
            Providers = OpenProviders(parallelism),
            Environment = new RunEnvironment
            {
                WorkingDirectory = Terminal.WorkingDirectory,
                Workspace = Workspace,
                Applying = applying,
                Functions = functions.Find,
                FunctionNames = () => functions.Names,
            },
        };
    }

    /// <summary>Null where the options contradict one another or an address cannot be read, which is reported.</summary>
    public PlanOptions? ReadPlanOptions(CommonOptions common, ParseResult options, bool destroy)
    {
        destroy |= options.GetValue(common.Destroy);
        var refreshOnly = options.GetValue(common.RefreshOnly);
        if (destroy && refreshOnly) Diagnostics.Add(IncompatibleModes, null, "The -destroy and -refresh-only options cannot be used together: they ask for different plans.");
        if (refreshOnly && !options.GetValue(common.Refresh)) Diagnostics.Add(IncompatibleModes, null, "It doesn't make sense to use -refresh-only at the same time as -refresh=false, because then there is nothing to do.");
        var asked = new PlanOptions
        {
            Mode = destroy ? PlanMode.Destroy : refreshOnly ? PlanMode.RefreshOnly : PlanMode.Normal,
            Refresh = options.GetValue(common.Refresh),
            DeferralAllowed = options.GetValue(common.AllowDeferral),
            Invoke = [.. Actions(options.GetValue(common.Invoke))],
            Targets = [.. Targets(options.GetValue(common.Target))],
            Excludes = [.. Targets(options.GetValue(common.Exclude))],
            Replace = [.. Instances(options.GetValue(common.Replace))],
        };
        if (asked.Invoke.Count > 0 && (destroy || refreshOnly || asked.Targets.Count + asked.Excludes.Count + asked.Replace.Count > 0))
            Diagnostics.Add(IncompatibleModes, null, "The -invoke option asks for actions and for nothing else, so it cannot be used together with -destroy, -refresh-only, -target, -exclude or -replace.");
        return Diagnostics.HasErrors ? null : asked;
    }

    public async ValueTask DisposeAsync()
    {
        if (_pool is not null) await _pool.DisposeAsync().ConfigureAwait(false);
        if (_providers is not null) await _providers.DisposeAsync().ConfigureAwait(false);
        _plugins?.Dispose();
    }

    /// <summary>What is known before the configuration is read.</summary>
    public StaticEnvironment StaticEnvironment() => new()
    {
        DataDirectory = DataDirectory,
        WorkingDirectory = Terminal.WorkingDirectory,
        Workspace = Workspace,
        GivenVariables = GivenVariables,
        FindFunction = FunctionCatalog.Create(FunctionsFor(planning: true, null)).Find,
    };

    private IReadOnlyDictionary<string, GivenVariable> GivenVariables(ModuleConfig root, DiagnosticBag diagnostics)
    {
        if (_planned is { } planned) return planned.ToDictionary(v => v.Key, v => new GivenVariable(v.Value, null));
        var found = new DiagnosticBag();
        var given = new VariableInputs(Terminal, found).Gather(root, Terminal.WorkingDirectory, parsed is null ? [] : CommonOptions.VariablesInOrder(parsed));
        // What is only warned of is told when the variables are read for the run.
        diagnostics.AddRange(found.Where(d => d.Severity == Severity.Error));
        return given;
    }

    private SessionProviderSource CreateSource()
    {
        var origins = OriginsOf(_configuration);
        if (origins.DevOverrideWarning("The behavior may therefore not match any released version of the provider, and what is applied may make the state unreadable for released versions.") is { } warning) Diagnostics.Add(warning);
        return new SessionProviderSource(this, origins);
    }

    private ConfigurationLoader CreateLoader(bool withQueries = false) => new(StaticEnvironment()) { WithQueries = withQueries };

    private FunctionContext FunctionsFor(bool planning, DateTimeOffset? planTimestamp, bool console = false) => new()
    {
        BaseDirectory = Terminal.WorkingDirectory,
        Files = new LocalFileAccess(),
        IsPlanning = planning,
        PlanTimestamp = planTimestamp,
        IsConsole = console,
    };

    private IEnumerable<Target> Targets(string[]? texts)
    {
        foreach (var text in texts ?? [])
        {
            if (AddressParser.TryParseTarget(text, out var address, out var error)) yield return new Target(address.Module, address.Resource, address.Key);
            else Diagnostics.Add(InvalidAddress, null, string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is not an address: {error}."));
        }
    }

    private IEnumerable<Target> Actions(string[]? texts)
    {
        foreach (var target in Targets(texts))
        {
            if (target.Resource?.Mode == ResourceMode.Action) yield return target;
            else Diagnostics.Add(InvalidAddress, null, $"{target} is no action. The address of an action is written as in \"action.type.name\".");
        }
    }

    private IEnumerable<ResourceInstanceAddress> Instances(string[]? texts)
    {
        foreach (var text in texts ?? [])
        {
            if (AddressParser.TryParseInstance(text, out var address, out var error)) yield return address;
            else Diagnostics.Add(InvalidAddress, null, string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is not the address of a resource instance: {error}."));
        }
    }
}

/// <summary>The workspace selected in a data directory.</summary>
internal static class WorkspaceFile
{
    public static string Read(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "environment");
        if (!File.Exists(path)) return "default";
        var name = File.ReadAllText(path).Trim();
        return name.Length == 0 ? "default" : name;
    }

    public static void Write(string dataDirectory, string name)
    {
        Directory.CreateDirectory(dataDirectory);
        File.WriteAllText(Path.Combine(dataDirectory, "environment"), name);
    }
}
