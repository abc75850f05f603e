using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Validating;

/// <summary>Holds one resource block of any mode against its schema, and lets its provider validate it.</summary>
internal sealed class ResourceValidation(RunContext run, IProvisionerRunner provisioners, ResourceConfig config, BlockSchema schema, string address, ModuleScope scope, ModuleScope withSelf)
{
    public async ValueTask RunAsync(CancellationToken cancellation)
    {
        await CheckBodyAsync(cancellation).ConfigureAwait(false);
        CheckIgnoredPaths();
        foreach (var trigger in config.Lifecycle.ReplaceTriggeredBy) CheckTrigger(trigger);
        foreach (var rule in config.Lifecycle.Preconditions) RuleEvaluator.Check(rule, scope, run.Diagnostics);
        foreach (var rule in config.Lifecycle.Postconditions) RuleEvaluator.Check(rule, withSelf, run.Diagnostics);
        new ProvisionerValidation(run, provisioners, withSelf).Check(config.Provisioners, config.Connection);
    }

    private async ValueTask CheckBodyAsync(CancellationToken cancellation)
    {
        var found = new DiagnosticBag();
        var value = BodyTemplate.Read(config.Body, run.Specs.For(schema), found).Evaluate(scope, found);
        run.Diagnostics.AddRange(found);
        if (found.HasErrors || Poison.In(value)) return;
        if (config.Name.Mode == ResourceMode.Managed && EphemeralPlaces.Refuse(config, schema, value, address, run.Diagnostics)) return;
        if (await run.Providers.UnconfiguredAsync(config.ProviderAddress, run.Diagnostics, cancellation).ConfigureAwait(false) is not { } provider) return;

        var plain = value.UnmarkDeep();
        var response = config.Name.Mode switch
        {
            ResourceMode.Managed => await provider.ValidateResourceConfigAsync(config.Name.Type, plain, cancellation).ConfigureAwait(false),
            ResourceMode.List => await provider.ValidateListConfigAsync(new Provider.Requests.ListRequest(config.Name.Type, plain), cancellation).ConfigureAwait(false),
            ResourceMode.Action => await provider.ValidateActionConfigAsync(config.Name.Type, plain, cancellation).ConfigureAwait(false),
            ResourceMode.Data => await provider.ValidateDataConfigAsync(config.Name.Type, plain, cancellation).ConfigureAwait(false),
            _ => await provider.ValidateEphemeralConfigAsync(config.Name.Type, plain, cancellation).ConfigureAwait(false),
        };
        ProviderReports.AddAt(run.Diagnostics, response.Diagnostics, config.Body, address);
    }

    private void CheckIgnoredPaths()
    {
        foreach (var ignored in config.Lifecycle.IgnoreChanges)
        {
            var written = ignored.Written;
            var before = run.Diagnostics.Count;
            SchemaPath.Check(schema, [new AttributeTraversal(written.RootName, written.RootSpan), .. written.Steps], run.Diagnostics);
            if (run.Diagnostics.Count > before || written.Steps.Count > 0 || schema.FindAttribute(written.RootName) is not { Computed: true, Optional: false }) continue;
            run.Diagnostics.Add(new Diagnostic(ValidationRules.RedundantIgnore, written.Span,
                $"The attribute \"{written.RootName}\" is decided by the provider alone, so the configuration says nothing of it that could be ignored. Naming it in ignore_changes has no effect.")
            {
                Help = $"Remove \"{written.RootName}\" from ignore_changes.",
            });
        }
    }

    /// <summary>Plain references are checked with all others; this is for those with an instance key that is an expression.</summary>
    private void CheckTrigger(Expression expression)
    {
        if (expression is not RelativeTraversalExpression { Source: IndexExpression { Collection: var collection }, Steps: var steps }) return;
        if (StaticExpressions.AsTraversal(collection) is not { } traversal || ReferenceParser.Parse(traversal, null) is not ResourceReference reference) return;
        if (reference.StepsTaken != traversal.Steps.Count || scope.Module.Node.Config.Resources.GetValueOrDefault(reference.Resource) is not { } target) return;
        if (run.ResourceSchema(target.ProviderAddress, target.Name.Mode, target.Name.Type) is { } other) SchemaPath.Check(other.Block, steps, run.Diagnostics);
    }
}
