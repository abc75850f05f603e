using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Validating;

/// <summary>
/// Goes through a configuration with every variable and every object of a provider unknown. Each module and each block is
/// evaluated once, in place of all its instances.
/// </summary>
internal sealed class ValidationWalk(RunContext context, ConfigurationGraph graph, IReadOnlySet<SourceSpan> faulty, IProvisionerRunner provisioners) : ConfigurationWalk(context, graph)
{
    protected override IReadOnlySet<SourceSpan> FaultyReferences => faulty;

    public async ValueTask WalkAsync(CancellationToken cancellation)
    {
        var cycles = CycleFinder.Find(Graph.Vertices);
        // That a local value is made from itself is told of as such already.
        foreach (var cycle in cycles.Where(c => c is not [LocalVertex])) ReportCycle(cycle);
        if (cycles.Count > 0) return;
        await GraphWalk.RunAsync(Graph.Vertices, vertex => VisitAsync(vertex, cancellation), cancellation).ConfigureAwait(false);
        foreach (var module in Context.Configuration.Root.SelfAndDescendants()) Providers.ProviderMeta.Check(module.Config, Context);
        new ImportValidation(Context).Validate(repetition => Scope(Root, repetition));
    }

    /// <summary>Stands for every instance of what has count or for_each.</summary>
    internal static RepetitionInstance AnyInstance(Expression? count, Expression? forEach) =>
        count is not null ? new RepetitionInstance(InstanceKey.None, Value.Unknown(DataType.Number), null, null)
        : forEach is not null ? new RepetitionInstance(InstanceKey.None, null, Value.Unknown(DataType.String), Value.DynamicUnknown)
        : RepetitionInstance.Single;

    protected override void VisitVariable(VariableVertex vertex)
    {
        var variable = vertex.Variable;
        foreach (var module in InstancesOf(vertex.Module))
        {
            if (module is { Parent: { } parent, Node.Call: { } call } && GraphBuilder.ArgumentOf(call, variable.Name) is { } argument)
            {
                var given = PoisoningEvaluation.Evaluate(argument, DataType.Dynamic, Scope(parent, module.Repetition), Diagnostics);
                VariableEvaluator.Prepare(variable, given, argument.Span, false, Diagnostics);
            }
            module.SetVariable(variable.Name, VariableEvaluator.Any(variable));
            foreach (var rule in variable.Validations) RuleEvaluator.Check(rule, Scope(module), Diagnostics);
        }
    }

    protected override void VisitExpansion(ModuleExpansionVertex vertex)
    {
        if (vertex.Module is not { Parent: { } parentNode, Call: { } call } node) return;
        foreach (var parent in InstancesOf(parentNode))
        {
            RepetitionEvaluator.Check(call.Count, call.ForEach, call.Enabled, Scope(parent), Diagnostics);
            CheckArguments(call, node);
            foreach (var key in call.Providers.Select(p => p.InParent.Key).OfType<Expression>()) ProviderKey.Check(key, Scope(parent, AnyInstance(call.Count, call.ForEach)), Diagnostics);
            var instance = NewInstance(node, parent, AnyInstance(call.Count, call.ForEach));
            SetInstances(node, [instance]);
            parent.SetCall(call.Name, new ModuleCallInstances(AnyOutputs(call, node)));
        }
    }

    protected override void VisitCheck(CheckVertex vertex)
    {
        foreach (var module in InstancesOf(vertex.Module))
            foreach (var rule in vertex.Check.Assertions) RuleEvaluator.Check(rule, Scope(module), Diagnostics, isAssertion: true);
    }

    protected override async ValueTask VisitResourceAsync(ResourceVertex vertex, CancellationToken cancellation)
    {
        var config = vertex.Resource;
        var schema = Context.ResourceSchema(config.ProviderAddress, config.Name.Mode, config.Name.Type);
        if (schema is null) Diagnostics.Add(UnknownType.Describe(config));
        CheckProvider(vertex);
        foreach (var module in InstancesOf(vertex.Module))
        {
            RepetitionEvaluator.Check(config.Count, config.ForEach, config.Enabled, Scope(module), Diagnostics);
            if (config.Lifecycle.PreventDestroyWhen is { } guard) Planning.Steps.Destroying.Check(guard, Scope(module), Diagnostics);
            if (config.Provider.Key is { } key) ProviderKey.Check(key, Scope(module, AnyInstance(config.Count, config.ForEach)), Diagnostics);
            if (schema is not null)
            {
                var self = Value.Unknown(schema.Block.ImpliedType);
                var instance = AnyInstance(config.Count, config.ForEach);
                var scope = Scope(module, instance, caller: config.Name.Mode == ResourceMode.Action ? Value.DynamicUnknown : null);
                await new ResourceValidation(Context, provisioners, config, schema.Block, vertex.Address.ToString(), scope, Scope(module, instance, self)).RunAsync(cancellation).ConfigureAwait(false);
                foreach (var trigger in config.Lifecycle.ActionTriggers) TriggerCondition.Holds(trigger, Scope(module, instance, caller: self), new ResourceAddress(module.Address, config.Name).Instance(instance.Key), Diagnostics);
            }
            module.SetResource(config.Name, new ResourceInstances(schema is null ? Poison.Value : AnyObject(config, schema)));
        }
    }

    /// <summary>A block without arguments is whole as it is: its provider is not asked.</summary>
    protected override async ValueTask VisitProviderAsync(ProviderVertex vertex, CancellationToken cancellation)
    {
        if (vertex.Config is not { } config || !Context.Schemas.TryGetValue(vertex.Address.Provider, out var schema)) return;
        foreach (var module in InstancesOf(vertex.Module))
        {
            RepetitionEvaluator.Check(null, config.ForEach, null, Scope(module), Diagnostics);
            if (IsEmpty(config.Body)) continue;
            var found = new DiagnosticBag();
            var value = BodyDecoder.Decode(config.Body, Context.Specs.For(schema.Provider.Block), Scope(module, AnyInstance(null, config.ForEach)), found);
            Diagnostics.AddRange(found);
            if (found.HasErrors || Poison.In(value)) continue;
            if (await Context.Providers.UnconfiguredAsync(vertex.Address.Provider, Diagnostics, cancellation).ConfigureAwait(false) is not { } provider) continue;
            var response = await provider.ValidateProviderConfigAsync(value.UnmarkDeep(), cancellation).ConfigureAwait(false);
            ProviderReports.AddAt(Diagnostics, response.Diagnostics, config.Body, vertex.Address.ToString());
        }
    }

    /// <summary>A configuration that is named must be there; the default one needs no block.</summary>
    private void CheckProvider(ResourceVertex vertex)
    {
        var address = Providers.ProviderResolution.Resolve(vertex.Module, vertex.Resource.Provider, vertex.Resource.ProviderAddress).Config;
        if (address.Alias is null || Graph.Providers.GetValueOrDefault(address) is { Config: not null }) return;
        Diagnostics.Add(new Diagnostic(PlanRules.ProviderMissing, vertex.Resource.Provider.Span,
            $"To work with {vertex.Address} its provider configuration at {address} is required, but there is no provider block of that alias.")
        {
            Address = vertex.Address.ToString(),
        });
    }

    private static bool IsEmpty(Body body)
    {
        var found = new DiagnosticBag();
        body.GetContent(new BodySchema([], []), found);
        return !found.HasErrors;
    }

    private void CheckArguments(ModuleCallConfig call, ModuleNode node)
    {
        var variables = node.Config.Variables.Values.Select(v => new Hcl.Syntax.AttributeSchema(v.Name, v.Default is null));
        call.Body.GetContent(new BodySchema([.. variables], []), Diagnostics);
    }

    private static UnknownValue AnyOutputs(ModuleCallConfig call, ModuleNode node)
    {
        var outputs = DataType.Object(node.Config.Outputs.Keys.Select(name => KeyValuePair.Create<string, DataType>(name, DataType.Dynamic)));
        return Value.Unknown(call.Count is not null ? DataType.List(outputs) : call.ForEach is not null ? DataType.Map(outputs) : outputs);
    }

    private static Value AnyObject(ResourceConfig config, Schema schema)
    {
        if (config.Name.Mode is ResourceMode.List or ResourceMode.Action) return Value.DynamicUnknown;
        Value whole = config.Count is not null || config.ForEach is not null ? Value.DynamicUnknown : Value.Unknown(schema.Block.ImpliedType);
        return config.Name.Mode == ResourceMode.Ephemeral ? whole.WithMark(Mark.Ephemeral) : whole;
    }
}
