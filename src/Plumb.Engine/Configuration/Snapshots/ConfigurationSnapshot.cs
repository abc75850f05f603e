using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Engine.Configuration.Snapshots;

/// <summary>
/// The files of a configuration as they once were, and the directory of each module: enough to load the same tree again.
/// Nothing is read from disk.
/// </summary>
public sealed class ConfigurationSnapshot
{
    private readonly Dictionary<string, SortedDictionary<string, string>> _files = new(StringComparer.Ordinal);

    /// <summary>The files by the path that diagnostics show, and the modules, whose directories are of the same paths.</summary>
    public ConfigurationSnapshot(IEnumerable<KeyValuePair<string, string>> files, ModuleManifest modules)
    {
        Modules = modules;
        foreach (var (path, text) in files)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            var directory = name.Length == path.Length ? "." : path[..^(name.Length + 1)] is { Length: > 0 } parent ? parent : "/";
            if (!_files.TryGetValue(directory, out var inside)) _files[directory] = inside = new(StringComparer.Ordinal);
            inside[name] = text;
        }
    }

    public ModuleManifest Modules { get; }

    public string RootDirectory => Modules.Find("")?.Directory ?? ".";

    public IEnumerable<KeyValuePair<string, string>> Files => _files.SelectMany(d => d.Value.Select(f => KeyValuePair.Create(ModulePath.Join(d.Key, f.Key), f.Value)));

    public static ConfigurationSnapshot Of(ConfigurationTree tree)
    {
        var modules = new ModuleManifest();
        foreach (var node in tree.Modules) modules.Set(new InstalledModule(Key(node.Address), node.Call?.Source ?? "", null, node.Config.Directory));
        return new ConfigurationSnapshot(tree.Files.Select(f => KeyValuePair.Create(f.Name, f.Text)), modules);
    }

    internal string? DirectoryOf(ModuleAddress address) => Modules.Find(Key(address))?.Directory;

    /// <summary>The files of one directory in the order in which they are taken; none where the snapshot has none.</summary>
    internal IReadOnlyList<ModuleFile> Read(string directory, DiagnosticBag diagnostics)
    {
        if (!_files.TryGetValue(directory, out var files)) return [];
        return [.. ModuleFileName.Select(files.Keys).OrderBy(ModuleFileName.IsOverride).Select(name =>
            ModuleFile.Parse(new SourceFile(ModulePath.Join(directory, name), files[name]), ModuleFileName.IsOverride(name), diagnostics))];
    }

    private static string Key(ModuleAddress address) => string.Join('.', address.Names());
}
