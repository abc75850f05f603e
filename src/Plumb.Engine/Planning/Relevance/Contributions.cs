using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Model;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Relevance;

/// <summary>
/// Finds which attributes of resources contribute to what a plan changes, by following references backwards through
/// locals, variables, outputs and resources. Where drift is shown to people, only that of these attributes is.
/// </summary>
internal sealed class Contributions(ConfigurationTree tree, Func<ResourceConfig, BlockSchema?> schemaOf)
{
    private readonly HashSet<LocatedReference> _found = [];
    private readonly Queue<LocatedReference> _pending = [];

    public static IReadOnlyList<RelevantAttribute> To(ConfigurationTree tree, Func<ResourceConfig, BlockSchema?> schemaOf, IEnumerable<ResourceChange> changes, IEnumerable<(ModuleInstanceAddress Module, string Name)> outputs)
    {
        var search = new Contributions(tree, schemaOf);
        foreach (var change in changes.Where(c => c.Action != ChangeAction.NoOp).DistinctBy(c => c.Address.Resource))
            search.Add(search.OfResource(change.Address.Module, change.Address.Resource.Resource, []));
        foreach (var (module, name) in outputs) search.Add(search.OfOutput(module, name));
        return search.Run();
    }

    private RelevantAttribute[] Run()
    {
        while (_pending.TryDequeue(out var next)) Add(Behind(next));
        return [.. _found.Select(Attribute).OfType<RelevantAttribute>().OrderBy(a => a.Resource.ToString(), Core.Text.Utf8Order.Instance).ThenBy(a => a.Path.ToString(), Core.Text.Utf8Order.Instance)];
    }

    private void Add(IEnumerable<LocatedReference> references)
    {
        foreach (var reference in references)
            if (_found.Add(reference)) _pending.Enqueue(reference);
    }

    private static RelevantAttribute? Attribute(LocatedReference reference)
    {
        if (reference.Reference is not ResourceReference resource) return null;
        var path = ValuePath.Of(reference.Remaining.Select(s => s is IndexTraversal index ? (PathStep)new IndexStep(index.Key) : new AttributeStep(((AttributeTraversal)s).Name)));
        return new RelevantAttribute(new ResourceAddress(reference.Module, resource.Resource).Instance(resource.Key), path);
    }

    /// <summary>What a reference's subject is made from.</summary>
    private IEnumerable<LocatedReference> Behind(LocatedReference at) => at.Reference switch
    {
        VariableReference variable => OfVariable(at.Module, variable.Name),
        LocalReference local => Find(at.Module)?.Config.Locals.GetValueOrDefault(local.Name) is { } config ? In(at.Module, config.Expression) : [],
        ModuleCallReference { Output: { } output } call => OfOutput(at.Module.Child(call.Name, call.Key), output),
        ModuleCallReference call => OfModule(at.Module.Child(call.Name, call.Key)),
        ResourceReference resource => OfResource(at.Module, resource.Resource, at.Remaining),
        ScopedReference when at.Repeated is { } repeated => OfRepetition(at.Module, repeated),
        _ => [],
    };

    private IEnumerable<LocatedReference> OfVariable(ModuleInstanceAddress module, string name)
    {
        if (module.Parent is not { } caller || Find(caller)?.Config.ModuleCalls.GetValueOrDefault(module.Name) is not { } call) return [];
        return GraphBuilder.ArgumentOf(call, name) is { } argument ? In(caller, argument) : [];
    }

    private IEnumerable<LocatedReference> OfOutput(ModuleInstanceAddress module, string name) =>
        Find(module)?.Config.Outputs.GetValueOrDefault(name)?.Expression is { } expression ? In(module, expression) : [];

    private IEnumerable<LocatedReference> OfModule(ModuleInstanceAddress module) =>
        Find(module) is { } node ? node.Config.Outputs.Keys.SelectMany(name => OfOutput(module, name)) : [];

    private IEnumerable<LocatedReference> OfRepetition(ModuleInstanceAddress module, ResourceName name) =>
        Find(module)?.Config.Resources.GetValueOrDefault(name) is { } config && (config.ForEach ?? config.Count) is { } expression ? In(module, expression) : [];

    /// <summary>What the arguments refer to; where the first step names one argument, that one alone.</summary>
    private IEnumerable<LocatedReference> OfResource(ModuleInstanceAddress module, ResourceName name, IReadOnlyList<TraversalStep> steps)
    {
        if (Find(module)?.Config.Resources.GetValueOrDefault(name) is not { } config || schemaOf(config) is not { } schema) return [];
        if (NameOf(steps) is not { } attribute) return LocatedReference.In(module, name, BodyReferences.In(config.Body));
        if (schema.FindBlock(attribute) is not null)
        {
            var blocks = config.Body.GetPartialContent(new BodySchema([], [new BlockHeaderSchema(attribute), new BlockHeaderSchema("dynamic", "type")]), out _, new DiagnosticBag()).Blocks;
            return LocatedReference.In(module, name, blocks.Where(b => b.Type == attribute || b.Labels is [var label] && label == attribute).SelectMany(b => BodyReferences.In(b.Body)));
        }
        if (schema.FindAttribute(attribute) is null) return [];
        var content = config.Body.GetPartialContent(new BodySchema([new Hcl.Syntax.AttributeSchema(attribute)], []), out _, new DiagnosticBag());
        return content[attribute] is { } argument ? LocatedReference.In(module, name, StaticExpressions.References(argument.Expression)) : [];
    }

    private static string? NameOf(IReadOnlyList<TraversalStep> steps) => steps switch
    {
        [AttributeTraversal step, ..] => step.Name,
        [IndexTraversal { Key: StringValue key }, ..] => key.Text,
        _ => null,
    };

    private static IEnumerable<LocatedReference> In(ModuleInstanceAddress module, Expression expression) =>
        LocatedReference.In(module, null, StaticExpressions.References(expression));

    private ModuleNode? Find(ModuleInstanceAddress module) => tree.Root.Find(module.Module);
}
