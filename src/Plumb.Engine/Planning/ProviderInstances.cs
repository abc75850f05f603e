using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Providers;
using Plumb.Engine.Walking;
using Plumb.Provider;

namespace Plumb.Engine.Planning;

/// <summary>
/// Which configured provider works for the instances of a resource in one module instance: the same for all of them, or
/// chosen for each by a key where the provider's block has for_each.
/// </summary>
internal sealed class ProviderInstances(RunContext run, ProviderUse use, ResourceAddress address, ModuleInstance module, Func<ModuleInstance, RepetitionInstance, ModuleScope> scope)
{
    /// <summary>Null where it was not configured, or cannot be told, which is reported. One that is chosen for each is not configured here.</summary>
    public async ValueTask<(IProvider Provider, InstanceKey Key)?> SharedAsync(CancellationToken cancellation)
    {
        if (use.Key is null) return run.Providers.Configured(use.Config, InstanceKey.None) is { } only ? (only, InstanceKey.None) : null;
        if (use.KeyedCall is { } called) return Choose(InstanceOf(called), address.ToString(), out var passed, out var key) ? (passed, key) : null;
        return await run.Providers.UnconfiguredAsync(use.Config.Provider, run.Diagnostics, cancellation).ConfigureAwait(false) is { } any ? (any, InstanceKey.None) : null;
    }

    /// <summary>The site of one instance, with the provider that works for it.</summary>
    public bool TryChoose(ResourceSite shared, RepetitionInstance repetition, [NotNullWhen(true)] out ResourceSite? site)
    {
        site = shared;
        if (use.Key is null || use.KeyedCall is not null) return true;
        site = Choose((module, repetition), address.Instance(repetition.Key).ToString(), out var provider, out var key) ? shared with { Provider = provider, ProviderKey = key } : null;
        return site is not null;
    }

    private (ModuleInstance Module, RepetitionInstance Repetition) InstanceOf(Configuration.Model.ModuleNode called)
    {
        var instance = module;
        while (instance is { Parent: { } above } && instance.Node != called) instance = above;
        return (instance.Parent ?? instance, instance.Repetition);
    }

    private bool Choose((ModuleInstance Module, RepetitionInstance Repetition) at, string user, [NotNullWhen(true)] out IProvider? provider, out InstanceKey key)
    {
        (provider, key) = (null, InstanceKey.None);
        if (use.Key is not { } expression || ProviderKey.Evaluate(expression, scope(at.Module, at.Repetition), run.Diagnostics) is not { } found) return false;
        key = found;
        provider = run.Providers.Configured(use.Config, key);
        if (provider is null) run.Diagnostics.Add(new Diagnostic(PlanRules.ProviderInstanceMissing, expression.Span, Missing(key)) { Address = user });
        return provider is not null;
    }

    private string Missing(InstanceKey key)
    {
        var keys = run.Providers.ConfiguredKeys(use.Config).Select(k => QuotedText.Quote(k.Text)).ToArray();
        var known = keys.Length == 0 ? "it has none at all." : $"it has these: {string.Join(", ", keys)}.";
        return $"The provider configuration {use.Config} has no instance with the key {QuotedText.Quote(key.Text)}. By its for_each {known}";
    }
}
