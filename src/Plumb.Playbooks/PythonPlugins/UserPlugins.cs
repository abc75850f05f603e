using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>
/// The plugins in Python that people wrote, for one run: finds them, and runs them in one process of the controller's own Python, which
/// is started when the first is needed. Hosts have no part in this. May be used from many threads.
/// </summary>
public sealed class UserPlugins : IDisposable
{
    /// <summary>The variable that names the Python to use; without it, it is the <c>python3</c> in the path.</summary>
    public const string ProgramVariable = "PLUMB_PYTHON";

    private readonly AnsibleSettings _settings;
    private readonly PlayOutput _output;
    private readonly Lazy<CoreInstallation?> _core;
    private readonly Lock _gate = new();
    private readonly Dictionary<(PluginKind, string), PyDict?> _found = [];
    private readonly CancellationTokenRegistration _interrupt;
    private volatile PythonProcess? _process;
    private string _folder;
    private int _known = -1;
    private int _toldFolders;
    private volatile bool _isOver;

    /// <param name="settings">Where the configuration says that plugins are.</param>
    /// <param name="vault">Opens the encrypted texts that plugins read.</param>
    /// <param name="output">Where plugins speak.</param>
    /// <param name="cancellation">Ends what plugins are doing.</param>
    public UserPlugins(AnsibleSettings settings, VaultSecrets vault, PlayOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, Vault, _output) = (settings, vault, output);
        _folder = settings.Environment.WorkingFolder;
        _core = new Lazy<CoreInstallation?>(() => CoreInstallation.Find(settings.Environment.Variable));
        var roots = new Lazy<IReadOnlyList<string>>(() => [Path.Combine(_folder, "collections"), .. CollectionRoots(), .. _core.Value is { } core ? [core.BesideCollections] : (string[])[]]);
        Folders = new PluginFolders(settings, new CollectionFolders(roots, new DataFiles(vault)), () => _core.Value);
        _interrupt = cancellation.Register(Stop);
    }

    internal VaultSecrets Vault { get; }

    internal PluginFolders Folders { get; }

    /// <summary>What the command line says, as plugins may ask for it.</summary>
    public PyDict CommandLine { get; init; } = new();

    /// <summary>Takes in the plugins beside a playbook, or of a role.</summary>
    public void AddFolder(string folder) => Folders.Add(folder);

    /// <summary>Makes a folder that of the playbook, whose plugins and collections come first.</summary>
    internal void Enter(string playbookFolder)
    {
        lock (_gate)
        {
            _folder = Path.GetFullPath(playbookFolder);
            _toldFolders = -1;
        }
        Folders.Add(playbookFolder);
    }

    /// <summary>What Python says of a plugin, or null where it has none of the name.</summary>
    internal PyDict? Find(PluginKind kind, string name)
    {
        lock (_gate)
        {
            if (_known != Folders.Generation) _found.Clear();
            _known = Folders.Generation;
            if (_found.TryGetValue((kind, name), out var known)) return known;
        }
        var found = Call("find", [kind.Name, name], new PythonCall(this)) as PyDict;
        lock (_gate) return _found[(kind, name)] = found;
    }

    /// <summary>Calls a function of the Python that we carry.</summary>
    /// <exception cref="PythonFault">It raised, or Python cannot be started, or it ended.</exception>
    internal object? Call(string method, IReadOnlyList<object?> arguments, PythonCall call) => Running().Call(method, arguments, call);

    /// <summary>The same for calls that wait for hosts.</summary>
    internal Task<object?> CallAsync(string method, IReadOnlyList<object?> arguments, PythonCall call, CancellationToken cancellation) =>
        Running().CallAsync(method, arguments, call, cancellation);

    private PythonProcess Running()
    {
        lock (_gate)
        {
            if (_isOver) throw new PythonFault("SystemExit", PythonFault.Gone, "the run is over");
            if (_process is { HasEnded: true })
            {
                _process.Dispose();
                _process = null;
            }
            var process = _process ??= Start();
            // An interrupt may have come while it started.
            if (_isOver) process.Kill();
            TellFolders(process);
            return process;
        }
    }

    /// <summary>Text of YAML, such as what a plugin says of its options.</summary>
    internal object? ReadYaml(string text, string name)
    {
        var diagnostics = new DiagnosticBag();
        var nodes = YamlReader.ReadData(new SourceFile(name, text), diagnostics);
        if (diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } fault) throw new PythonFault("ansible.errors.AnsibleParserError", "parser", fault.Detail);
        return nodes is null ? null : TemplateTexts.AsPlain(new VariableReader(Vault, diagnostics).Read(nodes));
    }

    /// <summary>What the configuration file says in a section, or null.</summary>
    internal string? Configured(string section, string key) => _settings.FindOption($"{section}.{key}", "");

    public void Dispose()
    {
        _interrupt.Dispose();
        lock (_gate)
        {
            _isOver = true;
            _process?.Dispose();
            _process = null;
        }
    }

    private void Stop()
    {
        // Without the lock, which is held by who waits for a Python that does not get ready.
        _isOver = true;
        _process?.Kill();
    }

    private PythonProcess Start()
    {
        _toldFolders = -1;
        var program = _settings.Environment.Variable(ProgramVariable) is { Length: > 0 } named ? named : "python3";
        return PythonProcess.Start(program, _settings.Environment.WorkingFolder, Frames.Compose(0, WriteFirst), Told);
    }

    private void WriteFirst(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        CarriedSources.Write(json);
        json.WritePropertyName("settings");
        new ValueWriter(json, new PythonCall(this)).Write(new PyDict
        {
            ["core"] = _core.Value?.BesideCollections,
            ["folder"] = _folder,
            ["verbosity"] = (long)_output.Verbosity,
            ["collections"] = new PyList(CollectionRoots()),
            ["plain"] = _settings.Environment.Variable(CoreInstallation.Variable) == "none",
            ["arguments"] = CommandLine,
            ["vars_enabled"] = new PyList(_settings.List("VARIABLE_PLUGINS_ENABLED")),
            ["vars_stage"] = _settings.Text("RUN_VARS_PLUGINS"),
            ["paths"] = new PyDict(Kinds.Select(k => KeyValuePair.Create<object?, object?>(k.Name, new PyList(_settings.List(k.Setting))))),
        });
        json.WriteEndObject();
    }

    private static PluginKind[] Kinds => [PluginKind.Filter, PluginKind.Test, PluginKind.Lookup, PluginKind.Vars, PluginKind.Inventory, PluginKind.Action, PluginKind.Callback, PluginKind.Cache, PluginKind.Connection, PluginKind.Become];

    private void TellFolders(PythonProcess process)
    {
        if (_toldFolders == Folders.Generation) return;
        _toldFolders = Folders.Generation;
        process.Call("folders", [_folder, new PyList(Folders.Folders)], new PythonCall(this));
    }

    private IEnumerable<string> CollectionRoots() => _settings.CollectionsPaths.Select(CollectionFolders.Root);

    private void Told(string what, JsonElement said)
    {
        if (what != "display") return;
        var (text, color) = (said[0].GetString() ?? "", PluginColor.Of(said[1].GetString()));
        _output.Tell(text, color, toErrors: said[2].GetBoolean(), endsLine: said[3].GetBoolean(), onlyLog: said[4].GetBoolean());
    }
}
