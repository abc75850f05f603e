using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Inventory.Variables;

/// <summary>
/// The variables in group_vars and host_vars beside inventories and playbooks: NAME, NAME.yml and so on, or all files of the folder NAME. Every
/// file is read once. Not safe for several threads at once.
/// </summary>
public sealed class VariableFiles
{
    private readonly DataFiles _files;
    private readonly VariableMerge _merge;
    private readonly IReadOnlyList<string> _extensions;
    private readonly bool _isEnabled;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, IReadOnlySet<string>> _listings = [];
    private readonly Dictionary<(string Folder, string Name), PyDict?> _variables = [];

    public VariableFiles(AnsibleSettings settings, DataFiles files, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_files, _diagnostics) = (files, diagnostics);
        _merge = new VariableMerge(settings.MergesDictionaries);
        _extensions = settings.YamlExtensions;
        _isEnabled = settings.List("VARIABLE_PLUGINS_ENABLED").Any(name => name is "host_group_vars" or "ansible.builtin.host_group_vars");
    }

    /// <summary>The variables of a group in a folder's group_vars, or null where there are none.</summary>
    public PyDict? OfGroup(string folder, string group) => Find(Path.Combine(folder, "group_vars"), group);

    public PyDict? OfHost(string folder, string host) => Find(Path.Combine(folder, "host_vars"), host);

    /// <summary>Forgets what was read, so that it is read again.</summary>
    public void Forget()
    {
        _listings.Clear();
        _variables.Clear();
    }

    private PyDict? Find(string folder, string name)
    {
        // The name of a chroot is a path, which must not lead out of the folder.
        if (!_isEnabled || name.StartsWith('/') || Listing(folder).Count == 0) return null;
        if (_variables.TryGetValue((folder, name), out var known)) return known;
        return _variables[(folder, name)] = Read(folder, name);
    }

    private PyDict? Read(string folder, string name)
    {
        var paths = FindFiles(folder, name);
        if (paths.Count == 0) return null;
        var variables = new PyDict();
        foreach (var path in paths)
        {
            switch (_files.Load(path, _diagnostics))
            {
                case PyDict read:
                    _merge.Apply(variables, read);
                    break;
                case { } other when PyValues.Truth(other):
                    _diagnostics.Add(new Diagnostic(InventoryRules.Variables, null, $"{path} holds a value of type {PyValues.TypeName(other)}, where a mapping of names to values was expected.") { Help = "Begin every line with a variable's name and a colon." });
                    break;
            }
        }
        return variables;
    }

    /// <summary>The first of NAME, NAME.yml, NAME.yaml and NAME.json that exists; of a folder its files, those of folders within it in their place.</summary>
    private List<string> FindFiles(string folder, string name)
    {
        var isNested = name.Contains('/', StringComparison.Ordinal);
        foreach (var extension in _extensions.Prepend(""))
        {
            var path = Path.Combine(folder, name + extension);
            if (!isNested && !Listing(folder).Contains(name + extension)) continue;
            if (Directory.Exists(path)) return [.. FindInFolder(path)];
            if (File.Exists(path)) return [path];
        }
        return [];
    }

    private IEnumerable<string> FindInFolder(string folder)
    {
        foreach (var entry in Listing(folder).Order(StringComparer.Ordinal))
        {
            if (entry.StartsWith('.') || entry.EndsWith('~')) continue;
            var path = Path.Combine(folder, entry);
            var extension = Path.GetExtension(entry);
            if (Directory.Exists(path))
            {
                if (extension.Length > 0) continue;
                foreach (var inner in FindInFolder(path)) yield return inner;
            }
            else if (extension.Length == 0 || _extensions.Contains(extension)) yield return path;
        }
    }

    private IReadOnlySet<string> Listing(string folder)
    {
        if (_listings.TryGetValue(folder, out var names)) return names;
        return _listings[folder] = List(folder);
    }

    private HashSet<string> List(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) return [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path) ?? "")];
            if (File.Exists(folder)) _diagnostics.Add(InventoryRules.Ignored, null, $"{folder} is not a directory, so that it is skipped.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(InventoryRules.Variables, null, $"{folder}: {fault.Message}");
        }
        return [];
    }
}
