using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning;

/// <summary>Which <c>removed</c> block speaks of an object: of its resource, or of a module around it.</summary>
internal static class RemovedBlocks
{
    public static RemovedConfig? Find(ConfigurationTree configuration, ResourceInstanceAddress address)
    {
        var block = address.Resource.Config;
        foreach (var node in configuration.Modules)
            foreach (var removed in node.Config.Removed)
                if (Covers(node.Address, removed.From, block)) return removed;
        return null;
    }

    /// <summary>Reports blocks that speak of what is still declared.</summary>
    public static void Check(ConfigurationTree configuration, DiagnosticBag diagnostics)
    {
        foreach (var node in configuration.Modules)
            foreach (var removed in node.Config.Removed)
                if (Declared(configuration, node.Address, removed) is { } resource)
                    diagnostics.Add(PlanRules.StillDeclared, resource.Span, $"The block at {removed.Span} says that {removed.From} was removed, and it is still declared here.");
    }

    private static ResourceConfig? Declared(ConfigurationTree configuration, ModuleAddress within, RemovedConfig removed) =>
        configuration.Modules.SelectMany(m => m.Config.Resources.Values.Where(r => Covers(within, removed.From, new ResourceConfigAddress(m.Address, r.Name)))).FirstOrDefault();

    private static bool Covers(ModuleAddress within, Traversal from, ResourceConfigAddress block)
    {
        var names = new List<string> { from.RootName };
        names.AddRange(from.Steps.OfType<AttributeTraversal>().Select(s => s.Name));
        var module = within;
        var at = 0;
        for (; at + 1 < names.Count && names[at] == "module"; at += 2) module = module.Child(names[at + 1]);
        if (at < names.Count && names[at] == "resource") at++;
        if (at == names.Count)
        {
            for (var m = block.Module; m is not null; m = m.Parent)
                if (m.Equals(module)) return true;
            return false;
        }
        return at + 2 == names.Count && block.Module.Equals(module) && block.Resource.Type == names[at] && block.Resource.Name == names[at + 1];
    }
}
