using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Evaluation;

namespace Plumb.Engine.Providers;

/// <summary>
/// What a module tells a provider about itself, in its <c>provider_meta</c> block. It goes along with each call for the
/// module's own resources, and is constant.
/// </summary>
internal static class ProviderMeta
{
    /// <summary>Null where the module has no block for the provider, or none that the provider takes.</summary>
    public static Value? Of(ModuleConfig? module, ProviderAddress provider, RunContext run) =>
        Find(module, provider) is { } meta && run.Schemas.GetValueOrDefault(provider)?.ProviderMeta is { } schema
            ? BodyDecoder.Decode(meta.Body, run.Specs.For(schema.Block), VariableScope.None, new DiagnosticBag())
            : null;

    /// <summary>Holds the module's blocks against what their providers take.</summary>
    public static void Check(ModuleConfig module, RunContext run)
    {
        foreach (var meta in module.ProviderMetas.Values)
        {
            var provider = AddressOf(module, meta);
            if (!run.Schemas.TryGetValue(provider, out var schema)) continue;
            if (schema.ProviderMeta is { } accepted) BodyDecoder.Decode(meta.Body, run.Specs.For(accepted.Block), VariableScope.None, run.Diagnostics);
            else if (module.Resources.Values.Any(r => r.ProviderAddress == provider)) run.Diagnostics.Add(Unsupported(meta, provider));
        }
    }

    private static Diagnostic Unsupported(ProviderMetaConfig meta, ProviderAddress provider) => new(PlanRules.ProviderMetaUnsupported, meta.Span,
        $"The module has a provider_meta block for the provider {provider.ForDisplay}, whose resources it uses, and that provider takes none.")
    {
        Help = "Remove the block, or use a version of the provider that documents provider_meta.",
    };

    private static ProviderMetaConfig? Find(ModuleConfig? module, ProviderAddress provider)
    {
        if (module is null || module.ProviderMetas.Count == 0) return null;
        return module.ProviderMetas.Values.FirstOrDefault(m => AddressOf(module, m) == provider);
    }

    private static ProviderAddress AddressOf(ModuleConfig module, ProviderMetaConfig meta) => new ProviderNames(module.RequiredProviders).Resolve(meta.LocalName);
}
