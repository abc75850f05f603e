using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Objects;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 3: the configuration as a value, held against preconditions and by the provider.</summary>
internal static class Validate
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        var site = context.Site;
        var scope = context.Scope();
        if (!InstanceChecks.Hold(site.Config.Lifecycle.Preconditions, RuleEvaluator.ResourcePrecondition, scope, site, context.Address)) return false;

        if (InstanceConfig.Evaluate(site, scope, context.Address) is not { } config) return false;
        var written = config.UnmarkDeep();
        var response = await AskAsync(site, written, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(context.Diagnostics, response.Diagnostics, site.Config.Body, context.Address.ToString())) return false;

        context.WrittenConfig = written;
        context.Config = context.Prior is null || context.IsTainted ? config : IgnoredChanges.Apply(site.Schema.Block, site.Config.Lifecycle, context.PriorValue, config);
        return true;
    }

    private static async ValueTask<ValidateResponse> AskAsync(ResourceSite site, Value config, CancellationToken cancellation)
    {
        var slots = site.Run.Providers.Slots;
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await site.Provider.ValidateResourceConfigAsync(site.Type, config, cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }
}

/// <summary>The configuration of one instance as a value of the schema.</summary>
internal static class InstanceConfig
{
    /// <summary>Null where it is at fault, which is reported, or poisoned.</summary>
    public static Value? Evaluate(ResourceSite site, ModuleScope scope, Core.Addresses.ResourceInstanceAddress address)
    {
        var found = new DiagnosticBag();
        var config = site.Template.Evaluate(scope, found);
        if (found.Count > 0)
        {
            site.Run.Diagnostics.AddRange(found.Select(d => d with { Address = address.ToString() }));
            if (found.HasErrors) return null;
        }
        if (!config.ContainsMarked) return config;
        return Poison.In(config) || EphemeralPlaces.Refuse(site.Config, site.Schema.Block, config, address.ToString(), site.Run.Diagnostics) ? null : config;
    }
}

/// <summary>Where ephemeral values are in a configuration that only write-only arguments may take.</summary>
internal static class EphemeralPlaces
{
    /// <summary>True where there are any out of place, which is reported.</summary>
    public static bool Refuse(Configuration.Model.ResourceConfig resource, Provider.Schemas.BlockSchema schema, Value config, string address, DiagnosticBag diagnostics)
    {
        if (!config.ContainsMarked || !config.MarksDeep().IsEphemeral) return false;
        var misplaced = OutsideWriteOnly(schema, config);
        foreach (var path in misplaced)
        {
            diagnostics.Add(new Diagnostic(PlanRules.EphemeralInResource, AttributePlace.Of(resource.Body, path),
                "Ephemeral values are not valid for this argument, because it is kept in the plan and the state. Only write-only arguments take them.")
            {
                Address = address,
                AttributePath = path,
            });
        }
        return misplaced.Count > 0;
    }

    private static IReadOnlyList<ValuePath> OutsideWriteOnly(Provider.Schemas.BlockSchema schema, Value config)
    {
        config.UnmarkDeepWithPaths(out var marks);
        return [.. marks.Where(m => m.Marks.IsEphemeral && !IsWriteOnly(schema, m.Path)).Select(m => m.Path)];
    }

    private static bool IsWriteOnly(Provider.Schemas.BlockSchema schema, ValuePath path)
    {
        var block = schema;
        foreach (var step in path.Steps.OfType<AttributeStep>())
        {
            if (block.FindAttribute(step.Name) is { } attribute) return attribute.WriteOnly;
            if (block.FindBlock(step.Name) is not { } nested) return false;
            block = nested.Block;
        }
        return false;
    }
}

/// <summary>Conditions of one resource instance.</summary>
internal static class InstanceChecks
{
    /// <summary>False where a condition failed or is broken, which is reported.</summary>
    public static bool Hold(IReadOnlyList<Configuration.Model.CheckRule> rules, DiagnosticRule failure, ModuleScope scope, ResourceSite site, Core.Addresses.ResourceInstanceAddress address)
    {
        if (rules.Count == 0) return true;
        var outcomes = new RuleEvaluator.Outcome[rules.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = RuleEvaluator.Evaluate(rules[i], scope, failure, site.Run.Diagnostics);
        if (!address.IsPartial) site.Checks.Record("resource", site.Address.Config.ToString(), address.ToString(), outcomes);
        return outcomes.All(o => o.Status is State.Model.CheckStatus.Pass or State.Model.CheckStatus.Unknown);
    }
}
