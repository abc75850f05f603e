using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Providers;

/// <summary>Which provider configuration a reference in a module means, through what module calls pass down.</summary>
public static class ProviderResolution
{
    public static ProviderUse Resolve(ModuleNode module, ProviderReference reference, ProviderAddress provider)
    {
        var (node, name, alias) = (module, reference.LocalName, reference.Alias ?? "");
        var (key, keyedCall) = (reference.Key, (ModuleNode?)null);
        while (true)
        {
            if (node is { Parent: { } parent, Call: { } call } && Passed(call, name, alias) is { } passed)
            {
                if (passed.Key is { } passedKey) (key, keyedCall) = (passedKey, node);
                (node, name, alias) = (parent, passed.LocalName, passed.Alias ?? "");
                continue;
            }
            if (node.Config.Providers.ContainsKey((name, alias)) || alias.Length > 0 || node.Parent is null)
                return new ProviderUse(new ProviderConfigAddress(node.Address, provider, alias.Length == 0 ? null : alias), key, keyedCall);
            // A default configuration is inherited: by provider, since the parent may call it by another local name.
            node = node.Parent;
            name = LocalNameOf(node, provider) ?? name;
        }
    }

    private static ProviderReference? Passed(ModuleCallConfig call, string name, string alias) =>
        call.Providers.FirstOrDefault(p => p.InChild.LocalName == name && (p.InChild.Alias ?? "") == alias)?.InParent;

    private static string? LocalNameOf(ModuleNode module, ProviderAddress provider) =>
        module.Config.RequiredProviders.Values.FirstOrDefault(r => r.Address == provider)?.LocalName;
}
