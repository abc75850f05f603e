using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Graph;
using Plumb.Engine.Providers;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Validating;

/// <summary>
/// Checks a configuration against the schemas of its providers without state and without values from outside: what it
/// finds is wrong whatever the variables are. Providers are asked for schemas and to validate; none is configured.
/// </summary>
public static class ConfigurationValidator
{
    /// <summary>False where there are errors, all of which are in the run's diagnostics.</summary>
    public static async Task<bool> ValidateAsync(RunContext run, IProvisionerRunner provisioners, CancellationToken cancellation)
    {
        if (!await run.LoadSchemasAsync(ProvidersInUse.Of(run.Configuration), cancellation).ConfigureAwait(false)) return false;
        var schemas = new KnownSchemas(
            r => run.ResourceSchema(r.ProviderAddress, r.Name.Mode, r.Name.Type)?.Block,
            (provider, function) => !run.Schemas.TryGetValue(provider, out var schema) || schema.Functions.ContainsKey(function));
        var faulty = ReferenceValidator.Validate(run.Configuration, schemas, run.Diagnostics);
        var graph = GraphBuilder.Build(run.Configuration);
        var walk = new ValidationWalk(run, graph, faulty, provisioners);
        await walk.WalkAsync(cancellation).ConfigureAwait(false);
        return !run.Diagnostics.HasErrors;
    }
}
