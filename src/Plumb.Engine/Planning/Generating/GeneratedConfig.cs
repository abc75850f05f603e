using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Walking;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Generating;

/// <summary>What a configuration would say of an object: by its provider where that knows, else all that the object has.</summary>
/// <param name="Value">In the schema of the resource.</param>
/// <param name="IsConfiguration">The provider has said so.</param>
internal readonly record struct GeneratedConfig(ObjectValue Value, bool IsConfiguration)
{
    /// <summary>Null where the provider cannot say, which is reported.</summary>
    public static async ValueTask<GeneratedConfig?> OfAsync(RunContext run, ProviderConfigAddress address, IProvider provider, string type, BlockSchema schema, ObjectValue state, (SourceSpan? Place, string Subject) about, CancellationToken cancellation)
    {
        if (run.Schemas.GetValueOrDefault(address.Provider)?.Capabilities.GenerateResourceConfig != true) return new GeneratedConfig(state, false);
        var answer = await provider.GenerateResourceConfigAsync(new GenerateConfigRequest(type, state), cancellation).ConfigureAwait(false);
        if (ProviderReports.Add(run.Diagnostics, answer.Diagnostics, about.Place, about.Subject)) return null;
        if (answer.Config is ObjectValue { IsWhollyKnown: true } config && TypeConformance.ConformsTo(config.Type, schema.ImpliedType)) return new GeneratedConfig(config, true);
        run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidGenerated, about.Place,
            $"Provider \"{address}\" was asked what configuration describes {about.Subject} and answered {(answer.Config is null or NullValue ? "none" : answer.Config.IsWhollyKnown ? "one of another type than its schema says" : "one with unknown values")}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
        {
            Address = about.Subject,
        });
        return null;
    }
}
