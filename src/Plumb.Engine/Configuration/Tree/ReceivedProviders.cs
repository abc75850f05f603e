using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>Checks the provider configurations that one called module is given against those it can take.</summary>
internal sealed class ReceivedProviders(ModuleNode node, ModuleNode parent, ModuleCallConfig call, ProviderSlots slots, DiagnosticBag diagnostics)
{
    internal void Check(SourceSpan? noConfigurations)
    {
        CheckOwnConfigurations(noConfigurations);
        CheckAliasesAreGiven();
        foreach (var (name, passed) in slots.Received) CheckReceived(name, passed);
        SuggestRequirements();
    }

    private void CheckOwnConfigurations(SourceSpan? noConfigurations)
    {
        if (slots.Configured.Count > 0 && noConfigurations is { } span)
        {
            diagnostics.Add(new Diagnostic(TreeRules.LegacyModule, span, $"{ProviderPassing.Capital(node.Address.ToString())} contains provider configurations of its own, as was once done. What is called with count, for_each, enabled or depends_on cannot: the configurations would go with its instances, and nothing could destroy those any more.")
            {
                Help = $"In the module {call.Source}, declare the providers in required_providers instead, and pass them with the \"providers\" argument.",
            });
        }
        foreach (var name in slots.Configured.Keys)
        {
            if (slots.Received.TryGetValue(name, out var passed))
                diagnostics.Add(TreeRules.CannotOverrideProvider, passed.InChild.Span, $"{ProviderPassing.Capital(node.Address.ToString())} has its own configuration of {name}, so {ProviderPassing.Describe(parent)} cannot give it another.");
        }
    }

    private void CheckAliasesAreGiven()
    {
        foreach (var (name, requirement) in slots.Aliases)
        {
            if (slots.Configured.ContainsKey(name) || slots.Received.ContainsKey(name)) continue;
            diagnostics.Add(new Diagnostic(TreeRules.MissingConfiguration, call.Span, $"{ProviderPassing.Capital(node.Address.ToString())} needs a configuration of the provider {requirement.Address.ForDisplay} under the name \"{name}\".")
            {
                Help = $"Choose one in the module block:\n    providers = {{\n      {name} = …\n    }}",
            });
        }
    }

    private void CheckReceived(string name, PassedProvider passed)
    {
        var wanted = slots.Aliases.TryGetValue(name, out var alias) ? alias.Address
            : slots.Required.TryGetValue(passed.InChild.LocalName, out var requirement) ? requirement.Address
            : ProviderNames.Implied(passed.InChild.LocalName);
        if (!slots.Required.ContainsKey(name) && !slots.Aliases.ContainsKey(name) && !slots.Empty.ContainsKey(name)) ReportUndeclared(name, passed, wanted);

        var given = parent.ProviderFor(passed.InParent.LocalName);
        if (wanted != given) ReportMismatch(passed, wanted, given);
    }

    /// <summary>A default configuration of an official provider is usable all the same; any other one is not.</summary>
    private void ReportUndeclared(string name, PassedProvider passed, ProviderAddress wanted)
    {
        var isOfficial = wanted == ProviderAddress.Official(wanted.Type);
        diagnostics.Add(new Diagnostic(isOfficial ? TreeRules.UndefinedProvider : TreeRules.UnusableProvider, passed.InChild.Span,
            $"{ProviderPassing.Capital(node.Address.ToString())} declares no provider \"{name}\"." + (isOfficial ? $" It is taken to mean {wanted.ForDisplay}." : ""))
        {
            Help = $"If you control the module, declare it in its required_providers:\n    {passed.InChild.LocalName} = {{\n      source = \"{wanted.ForDisplay}\"\n    }}",
        });
    }

    private void ReportMismatch(PassedProvider passed, ProviderAddress wanted, ProviderAddress given)
    {
        var fitting = slots.Required.Values.FirstOrDefault(r => r.Address == given);
        diagnostics.Add(fitting is not null
            ? new Diagnostic(TreeRules.ProviderTypeMismatch, passed.InChild.Span, $"A configuration of {given.ForDisplay} is given, and in {node.Address} \"{passed.InChild.LocalName}\" means {wanted.ForDisplay}.")
            {
                Help = $"Pass it under the name that the module has for it: {fitting.LocalName}.",
            }
            : new Diagnostic(TreeRules.ProviderTypeMismatch, passed.InParent.Span, $"In {ProviderPassing.Describe(parent)} \"{passed.InParent}\" means {given.ForDisplay}, and in {node.Address} \"{passed.InChild}\" means {wanted.ForDisplay}. Only a configuration of the same provider can be passed."));
    }

    /// <summary>One warning for each provider that is declared by empty blocks, with what to write instead.</summary>
    private void SuggestRequirements()
    {
        foreach (var group in slots.Empty.Values.GroupBy(p => p.LocalName, StringComparer.Ordinal))
        {
            var source = slots.Required.TryGetValue(group.Key, out var requirement) ? requirement.Address : ProviderNames.Implied(group.Key);
            var help = new StringBuilder($"Remove the empty provider blocks, and declare the provider in required_providers of {node.Address}:\n");
            help.Append("    ").Append(group.Key).Append(" = {\n      source = \"").Append(source.ForDisplay).Append("\"\n");
            if (group.Any(p => p.Alias is not null))
            {
                help.Append("      configuration_aliases = [\n");
                foreach (var name in group.Select(p => p.Alias is null ? p.LocalName : $"{p.LocalName}.{p.Alias}").Order(StringComparer.Ordinal))
                    help.Append("        ").Append(name).Append(",\n");
                help.Append("      ]\n");
            }
            help.Append("    }");
            var first = group.OrderBy(p => p.Span.ToString(), StringComparer.Ordinal).First();
            diagnostics.Add(new Diagnostic(TreeRules.EmptyProviderBlock, first.Span, $"An empty block of the provider \"{group.Key}\" once declared that a configuration is to be passed to the module. That is deprecated, since it could mean a configuration without arguments too.")
            {
                Help = help.ToString(),
            });
        }
    }
}
