using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Plays.Checking;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Plays.Roles;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies.Connections;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Strategies;

/// <summary>
/// Reads playbooks and runs them on hosts. One engine serves one run: what it learns of hosts, and the connections to them, live as
/// long as it does.
/// </summary>
public sealed class PlayEngine : IAsyncDisposable
{
    private readonly EngineParts _parts;
    private readonly DiagnosticBag _diagnostics;
    private readonly ReadingContext _reading;
    private readonly Templar _templar;
    private readonly ConnectionPool _connections;
    private readonly ActionTable _actions;
    private readonly ActionSearch _modules;
    private readonly HostStores _stores;

    /// <summary>Makes an engine for the playbooks of a folder.</summary>
    public PlayEngine(EngineParts parts, string playbookFolder)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (_parts, _diagnostics) = (parts, parts.Diagnostics);
        _stores = new HostStores(parts.FactCache);
        _actions = new ActionTable(parts.Operations);
        parts.Plugins?.Enter(playbookFolder);
        var files = new DataFiles(parts.Vault, parts.Configuration.DuplicateKeyRule);
        _modules = new ActionSearch(_actions, parts.Configuration, files, parts.Libraries, playbookFolder) { Plugins = parts.Plugins };
        _reading = new ReadingContext(_diagnostics)
        {
            Actions = _actions.Names,
            IsAction = _modules.MayExist,
            FolderRead = AddFolder,
            ReadFile = path => files.LoadNodes(path, _diagnostics),
            Value = node => new VariableReader(parts.Vault, _diagnostics) { DuplicateKeys = parts.Configuration.DuplicateKeyRule }.Read(node),
        };
        _templar = new Templar(parts.Templates with { BaseDirectory = playbookFolder, Warn = parts.Output.Warn, Native = parts.Configuration.JinjaNative, Plugins = parts.Plugins is { } plugins ? new PluginTemplates(plugins) : null });
        _connections = new ConnectionPool(parts.Connectors) { Plugins = parts is { Plugins: { } own, OverCommands: { } over } ? new PluginConnections(own, over) : null };
        Actions = _actions.Names;
    }

    /// <summary>The names of all actions that tasks may have.</summary>
    public IReadOnlySet<string> Actions { get; }

    /// <summary>Whether there is an action or a module of a name.</summary>
    public bool HasAction(string name) => _modules.MayExist(name);

    /// <summary>Reads a playbook; null with diagnostics where it has faults.</summary>
    public PlaybookConfig? Read(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) AddFolder(folder);
        return new PlaybookReader(_reading, Render).Read(path);
    }

    /// <summary>The plays of a playbook with everything in place. A <see cref="LinkException"/> tells what cannot be taken in.</summary>
    public IReadOnlyList<PlayModel> Link(PlaybookConfig playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return Run().Link(playbook);
    }

    /// <summary>The title of a linked play. A <see cref="LinkException"/> tells what in it cannot be rendered.</summary>
    public PlayTitle TitleOf(PlayModel play)
    {
        ArgumentNullException.ThrowIfNull(play);
        return Run().TitleOf(play);
    }

    /// <summary>Looks through linked plays for what would fail on any host. What is found is among the diagnostics.</summary>
    public void Check(IReadOnlyList<PlayModel> plays)
    {
        ArgumentNullException.ThrowIfNull(plays);
        var check = new PlayCheck(_parts.Operations, _modules, new TemplateCheck(_templar), _diagnostics);
        foreach (var play in plays) check.Check(play);
        // Facts that are kept from other runs may be any.
        if (_parts.FactCache is not NoFactCache) return;
        var known = new KnownVariables(plays, _parts.Settings.ExtraVariables, _parts.Inventory, _modules);
        new UndefinedCheck(known, _templar, _diagnostics).Check(plays.SelectMany(PlayCheck.TasksOf));
    }

    /// <summary>Runs playbooks one after the other. Gives the exit code.</summary>
    public Task<int> RunAsync(IReadOnlyList<PlaybookConfig> playbooks, CancellationToken cancellation) => RunAsync(playbooks, _parts.Settings, cancellation);

    /// <summary>The same with other settings than those that the engine was made with: what is asked for changes, and what is known of hosts stays.</summary>
    public Task<int> RunAsync(IReadOnlyList<PlaybookConfig> playbooks, RunSettings settings, CancellationToken cancellation) => Run(settings).RunAsync(playbooks, cancellation).AsTask();

    /// <summary>Ends what the run has started: the connections, and the Python of plugins.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync().ConfigureAwait(false);
        _parts.Plugins?.Dispose();
    }

    /// <summary>Takes in the modules and plugins beside a playbook, or of a role.</summary>
    private void AddFolder(string folder)
    {
        _modules.AddFolder(folder);
        _parts.Plugins?.Folders.Add(folder);
    }

    private PlaybookRun Run() => Run(_parts.Settings);

    private PlaybookRun Run(RunSettings settings)
    {
        var services = new RunServices(settings, _parts.Inventory, _templar, new Omission())
        {
            Stores = _stores,
            Connections = _connections,
            Become = _parts.Plugins is { } plugins ? new PluginBecome(plugins) : null,
            Actions = _actions,
            Modules = _modules,
            Reading = _reading,
            Vault = _parts.Vault,
            Output = _parts.Output,
            Callbacks = _parts.Callbacks,
            Prompt = _parts.Prompt,
            Clock = _parts.Clock,
            Record = _parts.Record,
        };
        return new PlaybookRun(services, Links());
    }

    private LinkServices Links() => new(_reading, new RoleSearch(_parts.Configuration.RolesPath, _parts.Configuration.CollectionsPaths), _parts.Settings.Tags)
    {
        Render = (value, variables) => _templar.Render(value, new TemplateVariables(_templar, variables)),
        ExtraVariables = _parts.Settings.ExtraVariables,
        SharesRoleVariables = _parts.Settings.SharesRoleVariables,
        ForcesHandlers = _parts.Settings.ForcesHandlers,
    };

    private object? Render(object? value) => _templar.Render(value, new TemplateVariables(_templar, new VariableScope([new DictionaryLayer(_parts.Settings.ExtraVariables)])));
}
