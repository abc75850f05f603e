using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory.Sources;
using Plumb.Playbooks.Inventory.Variables;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Inventory;

/// <summary>
/// Reads inventory sources: files, folders of files, programs, lists of hosts. Each goes to the kinds of inventory that are enabled, in order, until
/// one makes sense of it; a source that none does is a warning, or an error where settings say so.
/// </summary>
public sealed class InventoryLoader
{
    private const string SystemInventory = "/etc/ansible/hosts";

    private readonly AnsibleSettings _settings;
    private readonly DiagnosticBag _diagnostics;
    private readonly IReadOnlyList<IInventoryFormat> _formats;
    private readonly IgnoredSources _ignored;
    private readonly List<string> _parsed = [];
    private readonly UserPlugins? _plugins;
    private PyDict _extra = new();

    private InventoryLoader(IReadOnlyList<string> sources, AnsibleSettings settings, VaultSecrets vault, DiagnosticBag diagnostics, UserPlugins? plugins)
    {
        (_settings, _diagnostics, _plugins) = (settings, diagnostics, plugins);
        Sources = [.. sources.Where(s => s.Length > 0).Select(s => s.Contains(',', StringComparison.Ordinal) ? s : settings.Environment.Expand(s))];
        State = new InventoryState(settings, diagnostics);
        Files = new DataFiles(vault, settings.DuplicateKeyRule);
        VariableFiles = new VariableFiles(settings, Files, diagnostics);
        Variables = new HostVariables(State, VariableFiles, settings, [.. Sources.Select(FolderOf).OfType<string>()]) { Plugins = plugins is null ? null : new PluginVariables(plugins, settings, diagnostics) };
        _ignored = new IgnoredSources(settings);
        _formats = [.. EnabledFormats()];
    }

    public InventoryState State { get; }

    /// <summary>The sources, with absolute paths.</summary>
    public IReadOnlyList<string> Sources { get; }

    public DataFiles Files { get; }

    public VariableFiles VariableFiles { get; }

    /// <summary>Puts the variables of hosts and groups together from the inventory and the files beside it.</summary>
    public HostVariables Variables { get; }

    public static Task<InventoryLoader> LoadAsync(IReadOnlyList<string> sources, AnsibleSettings settings, VaultSecrets vault, DiagnosticBag diagnostics, CancellationToken cancellation = default) =>
        LoadAsync(sources, settings, vault, diagnostics, new PyDict(), cancellation);

    /// <summary>Reads the sources; those that ask for them see the variables of the command line.</summary>
    public static async Task<InventoryLoader> LoadAsync(IReadOnlyList<string> sources, AnsibleSettings settings, VaultSecrets vault, DiagnosticBag diagnostics, PyDict extraVariables, CancellationToken cancellation, UserPlugins? plugins = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(settings);
        var loader = new InventoryLoader(sources, settings, vault, diagnostics, plugins) { _extra = extraVariables };
        await loader.ReadAsync(cancellation).ConfigureAwait(false);
        return loader;
    }

    /// <summary>meta: refresh_inventory. Reads the sources again into the same state, then does again what tasks did to it.</summary>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        VariableFiles.Forget();
        _parsed.Clear();
        State.Clear();
        await ReadAsync(cancellation).ConfigureAwait(false);
        State.ApplyChangesAgain();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var any = false;
        foreach (var source in Sources) any |= await ReadSourceAsync(source, cancellation).ConfigureAwait(false);
        // Hosts that tasks add later are from none of them.
        State.CurrentSource = null;
        if (any) State.Reconcile();
        else ReportNothing();
        Variables.TakeInPlugins();
    }

    private async ValueTask<bool> ReadSourceAsync(string source, CancellationToken cancellation)
    {
        if (!Directory.Exists(source)) return await ReadFileAsync(source, cancellation).ConfigureAwait(false);
        if (!Directory.EnumerateFileSystemEntries(source).Any())
        {
            ReportFailure(source, []);
            return false;
        }
        var any = false;
        foreach (var entry in Directory.EnumerateFileSystemEntries(source).Select(path => Path.GetFileName(path) ?? "").Order(StringComparer.Ordinal))
            if (!_ignored.Contains(entry)) any |= await ReadSourceAsync(Path.Combine(source, entry), cancellation).ConfigureAwait(false);
        return any;
    }

    private async ValueTask<bool> ReadFileAsync(string source, CancellationToken cancellation)
    {
        State.CurrentSource = source;
        var reading = new InventoryReading(State, _settings, Files, VariableFiles, _diagnostics) { Sources = _parsed, ExtraVariables = _extra, Find = FindFormat, Plugins = _plugins };
        var failures = new List<DiagnosticNote>();
        foreach (var format in _formats)
        {
            if (!Accepts(format, source, reading)) continue;
            try
            {
                await format.ParseAsync(source, reading, cancellation).ConfigureAwait(false);
                _parsed.Add(source);
                return true;
            }
            catch (InventoryException fault)
            {
                failures.Add(new DiagnosticNote($"Failed to parse {source} with {format.Name} plugin: {fault.Message}", null));
            }
        }
        ReportFailure(source, failures);
        return false;
    }

    private static bool Accepts(IInventoryFormat format, string source, InventoryReading reading)
    {
        try
        {
            return format.Accepts(source, reading);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private IEnumerable<IInventoryFormat> EnabledFormats()
    {
        foreach (var name in _settings.List("INVENTORY_ENABLED"))
        {
            if (FindFormat(name) is { } format) yield return format;
            else _diagnostics.Add(InventoryRules.UnknownPlugin, null, $"Failed to load inventory plugin, skipping {name}");
        }
    }

    private IInventoryFormat? FindFormat(string name) =>
        InventoryFormats.Find(name) ?? (_plugins?.Folders.MayHaveFile(PluginKind.Inventory, name, isNative: false) == true ? new PluginInventoryFormat(_plugins, name) : null);

    private void ReportFailure(string source, IReadOnlyList<DiagnosticNote> failures)
    {
        if (source == SystemInventory && !File.Exists(source)) return;
        var rule = _settings.Flag("INVENTORY_ANY_UNPARSED_IS_FAILED") ? InventoryRules.SourceRefused : InventoryRules.SourceFailed;
        _diagnostics.Add(new Diagnostic(rule, null, $"Unable to parse {source} as an inventory source")
        {
            Notes = failures,
            Help = Path.Exists(source) || source.Contains(',', StringComparison.Ordinal) ? null : "There is no such file. A list of hosts has a comma, if only at its end.",
        });
    }

    private void ReportNothing()
    {
        if (_settings.Flag("INVENTORY_UNPARSED_IS_FAILED"))
            _diagnostics.Add(InventoryRules.NothingParsedRefused, null, "No inventory was parsed, please check your configuration and options.");
        else if (_settings.Flag("INVENTORY_UNPARSED_WARNING"))
            _diagnostics.Add(InventoryRules.NothingParsed, null, "No inventory was parsed, only implicit localhost is available");
    }

    /// <summary>Where the group_vars and host_vars of a source are; a list of hosts has none.</summary>
    private static string? FolderOf(string source)
    {
        if (Directory.Exists(source)) return source;
        return source.Contains(',', StringComparison.Ordinal) && !File.Exists(source) ? null : Path.GetDirectoryName(source);
    }
}
