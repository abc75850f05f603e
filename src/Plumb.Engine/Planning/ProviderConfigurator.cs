using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning;

/// <summary>Evaluates a provider's block, and configures the provider with it: one instance, or one for each key of for_each.</summary>
/// <param name="run">The run.</param>
/// <param name="deferralAllowed">Whether a provider that does not know yet what it needs may put everything off.</param>
internal sealed class ProviderConfigurator(RunContext run, bool deferralAllowed)
{
    public async ValueTask ConfigureAsync(ProviderVertex vertex, IReadOnlyList<ModuleInstance> modules, Func<ModuleInstance, RepetitionInstance, ModuleScope> scope, CancellationToken cancellation)
    {
        if (vertex.Failed || modules.Count == 0 || !run.Schemas.TryGetValue(vertex.Address.Provider, out var schema))
        {
            vertex.Failed |= modules.Count > 0;
            return;
        }
        // A block in a module with several instances is refused on loading, so the first instance is the only one.
        var module = modules[0];
        var repetition = RepetitionEvaluator.Evaluate(null, vertex.Config?.ForEach, null, scope(module, RepetitionInstance.Single), run.Diagnostics);
        vertex.Failed = repetition is null;
        foreach (var instance in repetition?.Instances ?? [])
        {
            if (!await ConfigureOneAsync(vertex, instance.Key, schema, scope(module, instance), cancellation).ConfigureAwait(false)) vertex.Failed = true;
        }
    }

    private async ValueTask<bool> ConfigureOneAsync(ProviderVertex vertex, InstanceKey key, Provider.Schemas.ProviderSchema schema, ModuleScope scope, CancellationToken cancellation)
    {
        var address = vertex.Address.InstanceText(key);
        var found = new DiagnosticBag();
        var spec = run.Specs.For(schema.Provider.Block);
        var config = vertex.Config is null ? spec.EmptyValue : BodyDecoder.Decode(vertex.Config.Body, spec, scope, found);
        run.Diagnostics.AddRange(found);
        if (found.HasErrors || Poison.In(config)) return false;

        if (await run.Providers.OpenAsync(vertex.Address.Provider, run.Diagnostics, cancellation).ConfigureAwait(false) is not { } provider) return false;
        var plain = config.UnmarkDeep();
        var validated = await provider.ValidateProviderConfigAsync(plain, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, validated.Diagnostics, vertex.Config?.Body, address)) return false;
        var configured = await provider.ConfigureAsync(new ConfigureRequest(plain, run.TerraformVersion, deferralAllowed), cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, configured.Diagnostics, vertex.Config?.Body, address)) return false;
        run.Providers.SetConfigured(vertex.Address, key, provider);
        return true;
    }
}
