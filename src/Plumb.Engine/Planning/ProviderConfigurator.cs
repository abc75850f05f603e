using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning;

/// <summary>Evaluates a provider's block, and configures an instance of the provider with it.</summary>
internal sealed class ProviderConfigurator(RunContext run)
{
    public async ValueTask ConfigureAsync(ProviderVertex vertex, IReadOnlyList<ModuleInstance> modules, Func<ModuleInstance, RepetitionInstance, ModuleScope> scope, CancellationToken cancellation)
    {
        if (vertex.Failed || modules.Count == 0 || !run.Schemas.TryGetValue(vertex.Address.Provider, out var schema))
        {
            vertex.Failed |= modules.Count > 0;
            return;
        }
        if (vertex.Config?.ForEach is { } forEach)
        {
            // What is managed by an instance could not be told from what another manages: the state does not say so.
            run.Diagnostics.Add(new Diagnostic(PlanRules.RepeatedProvider, forEach.Span, "Several instances of one provider configuration cannot be used yet, so nothing is planned with them.")
            {
                Help = "Write a provider block with an alias of its own for each instance.",
            });
            vertex.Failed = true;
            return;
        }
        // A block in a module with several instances is refused on loading, so the first instance is the only one.
        vertex.Failed = !await ConfigureOneAsync(vertex, schema, scope(modules[0], RepetitionInstance.Single), cancellation).ConfigureAwait(false);
    }

    private async ValueTask<bool> ConfigureOneAsync(ProviderVertex vertex, Provider.Schemas.ProviderSchema schema, ModuleScope scope, CancellationToken cancellation)
    {
        var found = new DiagnosticBag();
        var spec = run.Specs.For(schema.Provider.Block);
        var config = vertex.Config is null ? spec.EmptyValue : BodyDecoder.Decode(vertex.Config.Body, spec, scope, found);
        run.Diagnostics.AddRange(found);
        if (found.HasErrors || Poison.In(config)) return false;

        if (await run.Providers.OpenAsync(vertex.Address.Provider, run.Diagnostics, cancellation).ConfigureAwait(false) is not { } provider) return false;
        var plain = config.UnmarkDeep();
        var validated = await provider.ValidateProviderConfigAsync(plain, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, validated.Diagnostics, vertex.Config?.Body, vertex.Address.ToString())) return false;
        var configured = await provider.ConfigureAsync(new ConfigureRequest(plain, run.TerraformVersion, false), cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, configured.Diagnostics, vertex.Config?.Body, vertex.Address.ToString())) return false;
        run.Providers.SetConfigured(vertex.Address, InstanceKey.None, provider);
        return true;
    }
}
