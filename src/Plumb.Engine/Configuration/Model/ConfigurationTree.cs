using Plumb.Core.Addresses;
using Plumb.Core.Text;

namespace Plumb.Engine.Configuration.Model;

/// <summary>A whole configuration: the root module and every module it calls, statically. No state, no providers, no values.</summary>
public sealed class ConfigurationTree
{
    public required ModuleNode Root { get; init; }

    /// <summary>All files read, for diagnostics and for the plan file.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>Every module, parents before children.</summary>
    public IEnumerable<ModuleNode> Modules => Root.SelfAndDescendants();
}

/// <summary>One module of the tree: its content, and the modules it calls.</summary>
public sealed class ModuleNode
{
    public required ModuleAddress Address { get; init; }

    public required ModuleConfig Config { get; init; }

    /// <summary>Null for the root.</summary>
    public ModuleNode? Parent { get; init; }

    /// <summary>The call in the parent; null for the root.</summary>
    public ModuleCallConfig? Call { get; init; }

    /// <summary>By the name of the call.</summary>
    public Dictionary<string, ModuleNode> Children { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ModuleNode> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in Children.Values)
            foreach (var node in child.SelfAndDescendants())
                yield return node;
    }

    public ModuleNode? Find(ModuleAddress address)
    {
        var node = this;
        foreach (var name in address.Names())
            if (!node.Children.TryGetValue(name, out node)) return null;
        return node;
    }

    /// <summary>The official provider that a local name stands for in this module; the default one of that name where nothing is declared.</summary>
    public ProviderAddress ProviderFor(string localName) =>
        Config.RequiredProviders.TryGetValue(localName, out var requirement) ? requirement.Address
        : localName == "terraform" ? ProviderAddress.BuiltinTerraform : ProviderAddress.Official(localName);
}
