using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>
/// Checks what modules pass to each other as provider configurations: that what is passed exists and is wanted, that it is
/// of the right provider, and that what a module asks for is passed.
/// </summary>
internal sealed class ProviderPassing
{
    private readonly DiagnosticBag _diagnostics;

    private ProviderPassing(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    internal static void Validate(ConfigurationTree tree, DiagnosticBag diagnostics) => new ProviderPassing(diagnostics).Check(tree.Root, null);

    /// <param name="node">The module.</param>
    /// <param name="noConfigurations">Where a call on the way to it uses an argument that precludes provider blocks in it.</param>
    private void Check(ModuleNode node, SourceSpan? noConfigurations)
    {
        foreach (var child in node.Children.Values) Check(child, Precludes(child.Call) ?? noConfigurations);
        var slots = new ProviderSlots(node);
        CheckRequirements(node, slots);
        CheckImpliedNames(node, slots);
        CheckKeys(node, slots);
        CheckPassedOn(node, slots);
        if (node is { Call: { } call, Parent: { } parent }) new ReceivedProviders(node, parent, call, slots, _diagnostics).Check(noConfigurations);
    }

    private static SourceSpan? Precludes(ModuleCallConfig? call) => call switch
    {
        null => null,
        { Count: { } count } => count.Span,
        { ForEach: { } forEach } => forEach.Span,
        { Enabled: { } enabled } => enabled.Span,
        { DependsOn: [var first, ..] } => first.Span,
        { DependsOnSpan: not null } => call.Span,
        _ => null,
    };

    /// <summary>One provider under two local names would be two different things to resources and calls.</summary>
    private void CheckRequirements(ModuleNode node, ProviderSlots slots)
    {
        var seen = new Dictionary<ProviderAddress, ProviderRequirement>();
        foreach (var requirement in node.Config.RequiredProviders.Values)
        {
            if (!seen.TryAdd(requirement.Address, requirement))
            {
                Warn(requirement, $"The provider {requirement.Address.ForDisplay} is required as \"{requirement.LocalName}\" and before as \"{seen[requirement.Address].LocalName}\". Each provider needs one local name only.");
            }
            else if (requirement.Address == ProviderAddress.Official(requirement.Address.Type) && requirement.LocalName != requirement.Address.Type
                     && slots.HasBlockNamed(requirement.Address.Type))
            {
                Warn(requirement, $"The provider {requirement.Address.ForDisplay} is required as \"{requirement.LocalName}\", and a provider block \"{requirement.Address.Type}\" means it too. The block's name must be the local name.");
            }
        }

        void Warn(ProviderRequirement requirement, string detail) => _diagnostics.Add(TreeRules.DuplicateRequired, requirement.Span, detail);
    }

    private void CheckImpliedNames(ModuleNode node, ProviderSlots slots)
    {
        foreach (var resource in node.Config.Resources.Values)
        {
            if (resource.Provider.Span is not null) continue;
            var name = resource.Provider.LocalName;
            if (!ProviderPart.TryNormalize(name, out _, out var reason))
            {
                _diagnostics.Add(TreeRules.InvalidImpliedName, resource.Span, $"The resource's type implies a provider \"{name}\", which cannot be one's local name: it {reason}.");
                continue;
            }
            if (slots.Required.ContainsKey(name)) continue;
            foreach (var requirement in slots.Required.Values)
            {
                if (requirement.Address != ProviderNames.Implied(name)) continue;
                _diagnostics.Add(TreeRules.DuplicateRequired, resource.Span,
                    $"The resource {resource.Name} implies the provider {requirement.Address.ForDisplay}, which is required under the local name \"{requirement.LocalName}\". Either the local name must be \"{name}\", or the resource must say: provider = {requirement.LocalName}.");
            }
        }
    }

    private void CheckKeys(ModuleNode node, ProviderSlots slots)
    {
        foreach (var call in node.Config.ModuleCalls.Values)
        {
            foreach (var passed in call.Providers)
            {
                if (passed.InChild.Key is { } key)
                    _diagnostics.Add(TreeRules.KeyOnTheLeft, key.Span, "On the left side there is the name that a configuration has in the child module, which cannot have an instance key.");
                CheckKey(passed.InParent, "module", slots);
                CheckOutlives(passed.InParent, call.ForEach, $"module.{call.Name}", slots);
            }
        }
        foreach (var resource in node.Config.Resources.Values)
        {
            if (resource.Provider.Span is null) continue;
            CheckKey(resource.Provider, "resource", slots);
            CheckOutlives(resource.Provider, resource.ForEach, resource.Name.ToString(), slots);
        }
        foreach (var import in node.Config.Imports)
            if (import.Provider is { } provider) CheckKey(provider, "import", slots);
    }

    /// <summary>A provider instance that goes together with an object could not destroy it.</summary>
    private void CheckOutlives(ProviderReference reference, Expression? forEach, string user, ProviderSlots slots)
    {
        if (forEach is null || !slots.Blocks.TryGetValue(reference.ToString(), out var provider) || provider.ForEach is not { } own) return;
        if (StaticExpressions.References(own).Count == 0 || Compact(own) != Compact(forEach)) return;
        _diagnostics.Add(new Diagnostic(TreeRules.SameForEach, own.Span, $"The provider configuration {reference} has the same for_each as {user}, which uses it. An element that is removed takes the provider instance away that has to destroy what the element stood for, so that no plan can be made then.")
        {
            Help = $"Give the provider configuration a for_each with more elements, such as those that {user} once had, or destroy what belongs to an element before it is removed:\n    plumb apply -destroy -target={user}",
        });
    }

    private static string Compact(Expression expression) =>
        string.Concat((expression is ParenthesesExpression { Inner: var inner } ? inner : expression).Span.Text.Where(c => !char.IsWhiteSpace(c)));

    private void CheckKey(ProviderReference reference, string block, ProviderSlots slots)
    {
        var isRepeated = slots.Blocks.TryGetValue(reference.ToString(), out var provider) && provider.ForEach is not null;
        var fault = (reference.Key, isRepeated) switch
        {
            ({ } key, false) => (key.Span, provider is null
                ? $"This module has no provider block \"{reference.LocalName}\" with the alias \"{reference.Alias}\" and for_each, whose instances a key could tell apart."
                : "An instance key can be given only for a provider configuration with for_each."),
            (null, true) => (reference.Span, "This provider configuration has for_each, so one of its instances must be chosen by a key."),
            _ => ((SourceSpan?)null, ""),
        };
        if (fault.Item2.Length == 0) return;
        _diagnostics.Add(new Diagnostic(TreeRules.InvalidProviderKey, fault.Item1, fault.Item2) { ForeignSummary = $"Invalid {block} provider configuration" });
    }

    /// <summary>A name that is passed on must mean something here, and there must be a configuration behind it.</summary>
    private void CheckPassedOn(ModuleNode node, ProviderSlots slots)
    {
        foreach (var passed in node.Config.ModuleCalls.Values.SelectMany(c => c.Providers))
        {
            // Configurations with an alias are never inherited: the module that receives them is checked for those.
            if (passed.InParent.Alias is not null) continue;
            var name = passed.InParent.LocalName;
            var isConfigured = slots.Configured.ContainsKey(name);
            if (!isConfigured && !slots.Required.ContainsKey(name))
            {
                var implied = ProviderNames.Implied(name).ForDisplay;
                _diagnostics.Add(new Diagnostic(TreeRules.UndefinedProvider, passed.InParent.Span, $"The local name \"{name}\" is not declared in {Describe(node)}, so {implied} is taken to be meant.")
                {
                    Help = $"Declare it in required_providers of {Describe(node)}:\n    {name} = {{\n      source = \"{implied}\"\n    }}",
                });
            }
            else if (node.Call is { } call && node.Parent is { } parent && !isConfigured && !slots.Received.ContainsKey(name))
            {
                _diagnostics.Add(TreeRules.MissingPassed, call.Span, $"{Capital(Describe(node))} passes on its configuration of the provider \"{name}\", and {Describe(parent)} gives it none. It must be in the \"providers\" argument of the call.");
            }
        }
    }

    internal static string Describe(ModuleNode node) => node.Address.IsRoot ? "the root module" : node.Address.ToString();

    internal static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}

/// <summary>The provider configurations that a module has, wants and is given, by name: <c>aws</c> or <c>aws.west</c>.</summary>
internal sealed class ProviderSlots
{
    internal ProviderSlots(ModuleNode node)
    {
        Required = node.Config.RequiredProviders;
        foreach (var provider in node.Config.Providers.Values)
        {
            var name = Name(provider.LocalName, provider.Alias);
            Blocks[name] = provider;
            (IsEmpty(provider) ? Empty : Configured)[name] = provider;
        }
        foreach (var requirement in Required.Values)
            foreach (var alias in requirement.ConfigurationAliases)
                Aliases[Name(requirement.LocalName, alias)] = requirement;
        foreach (var passed in node.Call?.Providers ?? []) Received[passed.InChild.ToString()] = passed;
    }

    internal Dictionary<string, ProviderRequirement> Required { get; }

    internal Dictionary<string, ProviderConfig> Blocks { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ProviderConfig> Configured { get; } = new(StringComparer.Ordinal);

    /// <summary>Blocks without content, which only declare that a configuration is to be passed, as was once done.</summary>
    internal Dictionary<string, ProviderConfig> Empty { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ProviderRequirement> Aliases { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, PassedProvider> Received { get; } = new(StringComparer.Ordinal);

    internal bool HasBlockNamed(string localName) => Blocks.Values.Any(b => b.LocalName == localName);

    private static string Name(string localName, string? alias) => string.IsNullOrEmpty(alias) ? localName : localName + "." + alias;

    private static bool IsEmpty(ProviderConfig provider)
    {
        var faults = new DiagnosticBag();
        provider.Body.GetContent(new BodySchema([], []), faults);
        return !faults.HasErrors && provider.Version is null;
    }
}
