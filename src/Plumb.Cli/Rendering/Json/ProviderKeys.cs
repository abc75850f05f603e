using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>
/// The provider configurations of a tree under the keys that plan documents give them: <c>name</c> or <c>name.alias</c>,
/// in a module after its address and a colon. One that a module gets from its caller stands for the caller's.
/// </summary>
internal sealed class ProviderKeys
{
    private readonly SortedDictionary<string, Entry> _entries = new(Utf8Order.Instance);

    public ProviderKeys(ConfigurationTree tree) => Collect(tree.Root);

    /// <summary>The configurations that are not another's, in the order of their keys.</summary>
    public IEnumerable<KeyValuePair<string, Entry>> Own => _entries.Where(e => e.Value.Source is null);

    /// <summary>The key of the configuration that a resource uses.</summary>
    public string Of(ModuleNode module, ProviderReference reference)
    {
        var key = Key(module.Address, reference.ToString());
        return _entries.GetValueOrDefault(key)?.Source is { } source && _entries.ContainsKey(source) ? source : key;
    }

    private static string Key(ModuleAddress module, string name) => module.IsRoot ? name : $"{module}:{name}";

    private void Collect(ModuleNode module)
    {
        foreach (var config in module.Config.Providers.Values)
        {
            _entries[Key(module.Address, config.Alias is null ? config.LocalName : $"{config.LocalName}.{config.Alias}")] =
                new Entry(config.LocalName, config.Address, module, Constraint(module, config.Address)) { Config = config };
        }
        foreach (var required in module.Config.RequiredProviders.Values)
        {
            foreach (var alias in required.ConfigurationAliases) _entries.TryAdd(Key(module.Address, alias), new Entry(required.LocalName, required.Address, module, Constraint(module, required.Address)));
            Inherit(module, required.LocalName, required.Address);
        }
        foreach (var provider in module.Config.Resources.Values.Select(r => r.ProviderAddress).Distinct()) Inherit(module, LocalName(module, provider), provider);
        foreach (var child in module.Children.Values)
        {
            foreach (var passed in child.Call?.Providers ?? []) Pass(module, child, passed);
            Collect(child);
        }
    }

    /// <summary>A provider without a configuration of its own in the module has the caller's, if that has one.</summary>
    private void Inherit(ModuleNode module, string name, ProviderAddress provider)
    {
        var key = Key(module.Address, name);
        if (_entries.ContainsKey(key)) return;
        _entries[key] = new Entry(name, provider, module, Constraint(module, provider))
        {
            Source = module.Parent is { } parent ? SourceOf(Key(parent.Address, name), provider) : null,
        };
    }

    private void Pass(ModuleNode parent, ModuleNode child, PassedProvider passed)
    {
        var provider = child.ProviderFor(passed.InChild.LocalName);
        _entries[Key(child.Address, passed.InChild.ToString())] = new Entry(passed.InChild.ToString(), provider, child, "")
        {
            Source = SourceOf(Key(parent.Address, passed.InParent.ToString()), provider),
        };
    }

    private string? SourceOf(string start, ProviderAddress provider)
    {
        string? found = null;
        for (var key = start; key is not null && _entries.TryGetValue(key, out var entry) && entry.Provider == provider; key = entry.Source) found = key;
        return found;
    }

    private static string LocalName(ModuleNode module, ProviderAddress provider) =>
        module.Config.RequiredProviders.Values.FirstOrDefault(r => r.Address == provider)?.LocalName ?? provider.Type;

    private static string Constraint(ModuleNode module, ProviderAddress provider) => string.Join(", ",
        module.Config.RequiredProviders.Values.Where(r => r.Address == provider).Select(r => r.Version)
            .Concat(module.Config.Providers.Values.Where(p => p.Address == provider).Select(p => p.Version))
            .OfType<VersionConstraintConfig>().Select(v => v.Constraints.ToCanonicalString()).Where(v => v.Length > 0));

    internal sealed record Entry(string Name, ProviderAddress Provider, ModuleNode Module, string VersionConstraint)
    {
        /// <summary>The block, where there is one.</summary>
        public ProviderConfig? Config { get; init; }

        /// <summary>The key of the caller's configuration that this one is.</summary>
        public string? Source { get; init; }
    }
}
