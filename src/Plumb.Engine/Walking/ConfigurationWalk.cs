using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.State.Model;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Walking;

/// <summary>
/// Goes through a configuration in the order of its graph and evaluates what has no provider: variables, locals,
/// outputs, module calls, checks. What becomes of resources is for planning and applying to say.
/// </summary>
internal abstract class ConfigurationWalk
{
    protected static readonly DiagnosticRule CycleFound = new("PLN001", Severity.Error, "Cycle");
    private static readonly DiagnosticRule SensitiveOutput = new("EVL240", Severity.Error, "Output refers to sensitive values");
    private static readonly DiagnosticRule EphemeralRootOutput = new("EVL242", Severity.Error, "Ephemeral output not allowed");
    private static readonly DiagnosticRule NotEphemeralOutput = new("EVL243", Severity.Error, "Value not allowed in ephemeral output");
    private static readonly DiagnosticRule EphemeralOutput = new("EVL241", Severity.Error, "Ephemeral value not allowed");

    private readonly Dictionary<ModuleNode, List<ModuleInstance>> _instances = [];
    private readonly Dictionary<ModuleNode, ModuleLayout> _layouts = [];
    private readonly ConcurrentDictionary<(ModuleNode, string), Function?> _providerFunctions = [];

    protected ConfigurationWalk(RunContext context, ConfigurationGraph graph)
    {
        Context = context;
        Graph = graph;
        foreach (var node in context.Configuration.Modules) _layouts[node] = new ModuleLayout(node);
        Root = new ModuleInstance(_layouts[context.Configuration.Root], ModuleInstanceAddress.Root, null, RepetitionInstance.Single);
        _instances[context.Configuration.Root] = [Root];
        foreach (var node in context.Configuration.Modules) Checks.Declare(node);
    }

    protected RunContext Context { get; }

    protected ConfigurationGraph Graph { get; }

    protected DiagnosticBag Diagnostics => Context.Diagnostics;

    protected CheckLedger Checks { get; } = new();

    public ModuleInstance Root { get; }

    /// <summary>What names mean in the root module, once the walk is done.</summary>
    public EvaluationScope RootScope => Scope(Root);

    /// <summary>Visits the given vertices in order; false where they form a cycle, which is reported.</summary>
    protected async ValueTask<bool> RunAsync(IReadOnlyCollection<Vertex> vertices, CancellationToken cancellation)
    {
        foreach (var cycle in CycleFinder.Find(vertices)) ReportCycle(cycle);
        if (Diagnostics.HasErrors) return false;
        await GraphWalk.RunAsync(vertices, vertex => VisitAsync(vertex, cancellation), cancellation).ConfigureAwait(false);
        return true;
    }

    protected void ReportCycle(IEnumerable<Vertex> cycle)
    {
        var members = string.Join(", ", cycle.Select(v => v.ToString()).Order(StringComparer.Ordinal));
        Diagnostics.Add(new Diagnostic(CycleFound, null, "These wait for one another, so none can be first.") { ForeignSummary = "Cycle: " + members });
    }

    protected abstract ValueTask VisitResourceAsync(ResourceVertex vertex, CancellationToken cancellation);

    protected abstract ValueTask VisitProviderAsync(ProviderVertex vertex, CancellationToken cancellation);

    protected virtual ValueTask VisitDestroyAsync(DestroyVertex vertex, CancellationToken cancellation) => ValueTask.CompletedTask;

    protected virtual ValueTask VisitTriggerAsync(TriggerVertex vertex, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>The value of a root output, before it is kept.</summary>
    protected virtual void RootOutput(OutputConfig output, Value value)
    {
    }

    /// <summary>Whether check blocks and conditions are held now.</summary>
    protected virtual bool HoldsChecks => true;

    /// <summary>Whether a block may have instances that are not known yet.</summary>
    protected virtual bool AllowsUnknownInstances => false;

    protected Repetition? Repeat(Expression? count, Expression? forEach, Expression? enabled, EvaluationScope scope) => AllowsUnknownInstances
        ? RepetitionEvaluator.EvaluateOrDefer(count, forEach, enabled, scope, Diagnostics)
        : RepetitionEvaluator.Evaluate(count, forEach, enabled, scope, Diagnostics);

    protected IReadOnlyList<ModuleInstance> InstancesOf(ModuleNode module) => _instances.TryGetValue(module, out var instances) ? instances : [];

    /// <summary>Makes the instances of a module known, before anything in it is visited.</summary>
    protected void SetInstances(ModuleNode module, IEnumerable<ModuleInstance> instances) => _instances[module] = [.. instances];

    protected ModuleInstance NewInstance(ModuleNode node, ModuleInstance parent, RepetitionInstance repetition) =>
        new(_layouts[node], parent.Address.Child(node.Address, repetition.Key), parent, repetition);

    /// <summary>References that are reported already.</summary>
    protected virtual IReadOnlySet<Core.Text.SourceSpan>? FaultyReferences => null;

    /// <summary>Whether a block that was visited has an instance in any instance of its module.</summary>
    protected bool HasInstances(ResourceVertex vertex) => InstancesOf(vertex.Module).Any(m => m.Resource(vertex.Resource.Name) is not { Count: 0, Repetition.Kind: not RepetitionKind.Unknown });

    protected ModuleScope Scope(ModuleInstance module, RepetitionInstance? repetition = null, Value? self = null, Value? caller = null) =>
        new(module, repetition ?? RepetitionInstance.Single, Context.Environment)
        {
            Self = self,
            Caller = caller,
            Faulty = FaultyReferences,
            ProviderFunctions = name => FindProviderFunction(module.Node, name),
        };

    protected static string Prefix(string module) => module.Length == 0 ? "" : module + ".";

    protected ValueTask VisitAsync(Vertex vertex, CancellationToken cancellation)
    {
        // A dependency that gives no value, such as one of depends_on, fails what waits for it.
        foreach (var dependency in vertex.Dependencies)
        {
            vertex.FailureCause ??= dependency.FailureCause ?? (dependency.Failed ? dependency : null);
            if (!dependency.Failed) continue;
            vertex.Failed = dependency is ResourceVertex or ProviderVertex or ModuleCloseVertex or ModuleGateVertex or DestroyVertex;
            if (vertex.Failed) break;
        }
        switch (vertex)
        {
            case VariableVertex variable: VisitVariable(variable); break;
            case LocalVertex local: VisitLocal(local); break;
            case OutputVertex output: VisitOutput(output); break;
            case ModuleExpansionVertex expansion: VisitExpansion(expansion); break;
            case CheckVertex check: VisitCheck(check); break;
            case ResourceVertex resource: return VisitResourceAsync(resource, cancellation);
            case ProviderVertex provider: return VisitProviderAsync(provider, cancellation);
            case DestroyVertex destroy: return VisitDestroyAsync(destroy, cancellation);
            case TriggerVertex trigger: return VisitTriggerAsync(trigger, cancellation);
        }
        return ValueTask.CompletedTask;
    }

    protected virtual void VisitVariable(VariableVertex vertex)
    {
        var variable = vertex.Variable;
        Checks.Reach("var", Prefix(vertex.Module.Address.ToString()) + "var." + variable.Name);
        var argument = vertex.Module.Call is { } call ? GraphBuilder.ArgumentOf(call, variable.Name) : null;
        foreach (var module in InstancesOf(vertex.Module))
        {
            module.SetVariable(variable.Name, module.Parent is null ? RootVariable(variable) : Argument(variable, module, argument));
            // What depends on a value that is refused is left out in silence.
            if (!Validate(variable, module, argument)) module.SetVariable(variable.Name, Poison.Value);
        }
    }

    private Value RootVariable(VariableConfig variable)
    {
        var given = Context.Variables.GetValueOrDefault(variable.Name);
        return VariableEvaluator.Prepare(variable, given?.Value, given?.Span, true, Diagnostics);
    }

    private Value Argument(VariableConfig variable, ModuleInstance module, Expression? argument)
    {
        if (module.Parent is not { } parent) return Poison.Value;
        var given = argument is null ? null : PoisoningEvaluation.Evaluate(argument, DataType.Dynamic, Scope(parent, module.Repetition), Diagnostics);
        return VariableEvaluator.Prepare(variable, given, argument?.Span, false, Diagnostics);
    }

    private bool Validate(VariableConfig variable, ModuleInstance module, Expression? argument)
    {
        if (variable.Validations.Count == 0 || Poison.In(module.Variable(module.Layout.Variables[variable.Name]) ?? Poison.Value)) return true;
        var scope = Scope(module);
        var subject = module.Parent is null ? variable.Span : argument?.Span ?? variable.Span;
        var outcomes = variable.Validations.Select(rule => RuleEvaluator.Evaluate(rule, scope, RuleEvaluator.VariableValidation, Diagnostics, subject)).ToArray();
        Checks.Record("var", Prefix(module.Node.Address.ToString()) + "var." + variable.Name, Prefix(module.Address.ToString()) + "var." + variable.Name, outcomes);
        return outcomes.All(o => o.Status is CheckStatus.Pass or CheckStatus.Unknown);
    }

    private void VisitLocal(LocalVertex vertex)
    {
        foreach (var module in InstancesOf(vertex.Module))
            module.SetLocal(vertex.Local.Name, PoisoningEvaluation.Evaluate(vertex.Local.Expression, DataType.Dynamic, Scope(module), Diagnostics));
    }

    private void VisitOutput(OutputVertex vertex)
    {
        var output = vertex.Output;
        Checks.Reach("output", Prefix(vertex.Module.Address.ToString()) + "output." + output.Name);
        foreach (var module in InstancesOf(vertex.Module))
        {
            var scope = Scope(module);
            var address = Prefix(module.Address.ToString()) + "output." + output.Name;
            var value = vertex.Failed || !HoldPreconditions(output, address, vertex, scope) || output.Expression is null
                ? Poison.Value
                : PoisoningEvaluation.Evaluate(output.Expression, DataType.Dynamic, scope, Diagnostics);
            value = MarkOutput(output, value, module.Parent is null);
            module.SetOutput(output.Name, value);
            if (module.Parent is null) RootOutput(output, value);
        }
    }

    private bool HoldPreconditions(OutputConfig output, string address, OutputVertex vertex, EvaluationScope scope)
    {
        if (output.Preconditions.Count == 0 || !HoldsChecks) return true;
        var outcomes = output.Preconditions.Select(rule => RuleEvaluator.Evaluate(rule, scope, RuleEvaluator.OutputPrecondition, Diagnostics)).ToArray();
        Checks.Record("output", Prefix(vertex.Module.Address.ToString()) + "output." + output.Name, address, outcomes);
        return outcomes.All(o => o.Status is CheckStatus.Pass or CheckStatus.Unknown);
    }

    private Value MarkOutput(OutputConfig output, Value value, bool isRoot)
    {
        if (isRoot && output.Ephemeral)
        {
            Diagnostics.Add(EphemeralRootOutput, output.Span, "An output of the root module is kept in the state, so it cannot be declared as ephemeral.");
            return Poison.Value;
        }
        if (Poison.In(value)) return value;
        var marks = value.ContainsMarked ? value.MarksDeep() : MarkSet.Empty;
        if (isRoot && marks.IsSensitive && !output.Sensitive)
        {
            Diagnostics.Add(new Diagnostic(SensitiveOutput, output.Span,
                "To reduce the risk of showing secrets by accident, an output of the root module that holds any sensitive data must say so.")
            {
                Help = "If you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true",
            });
            return Poison.Value;
        }
        if (marks.IsEphemeral && (isRoot || !output.Ephemeral))
        {
            Diagnostics.Add(EphemeralOutput, output.Expression?.Span ?? output.Span, isRoot
                ? "An output of the root module is kept in the state, and this value is ephemeral."
                : "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.");
            return Poison.Value;
        }
        if (!marks.IsEphemeral && output.Ephemeral && value.IsWhollyKnown)
        {
            Diagnostics.Add(NotEphemeralOutput, output.Expression?.Span ?? output.Span, "This output value is declared as returning an ephemeral value, and this value is not ephemeral.");
            return Poison.Value;
        }
        if (output.Sensitive) value = value.WithMark(Mark.Sensitive);
        if (output.Ephemeral) value = value.WithMark(Mark.Ephemeral);
        return output.DeprecationMessage is { } message ? value.WithMark(Mark.Deprecated(message)) : value;
    }

    protected virtual void VisitExpansion(ModuleExpansionVertex vertex)
    {
        if (vertex.Module is not { Parent: { } parentNode, Call: { } call } node) return;
        var all = new List<ModuleInstance>();
        foreach (var parent in InstancesOf(parentNode))
        {
            var repetition = Repeat(call.Count, call.ForEach, call.Enabled, Scope(parent));
            if (repetition is null) vertex.Failed = true;
            var made = (repetition ?? new Repetition(RepetitionKind.Unknown, [])).Instances
                .Select(i => NewInstance(node, parent, i)).ToArray();
            all.AddRange(made);
            parent.SetCall(call.Name, repetition switch
            {
                null => ModuleCallInstances.Failed,
                { Kind: RepetitionKind.Unknown } => new ModuleCallInstances(Value.DynamicUnknown),
                _ => new ModuleCallInstances(repetition, made),
            });
        }
        SetInstances(node, all);
    }

    protected virtual void VisitCheck(CheckVertex vertex)
    {
        if (!HoldsChecks) return;
        var name = "check." + vertex.Check.Name;
        Checks.Reach("check", Prefix(vertex.Module.Address.ToString()) + name);
        foreach (var module in InstancesOf(vertex.Module))
        {
            if (Checks.HasFailed("check", Prefix(vertex.Module.Address.ToString()) + name, Prefix(module.Address.ToString()) + name)) continue;
            var scope = Scope(module);
            var outcomes = vertex.Check.Assertions.Select(rule => RuleEvaluator.Evaluate(rule, scope, RuleEvaluator.CheckAssertion, Diagnostics)).ToArray();
            Checks.Record("check", Prefix(vertex.Module.Address.ToString()) + name, Prefix(module.Address.ToString()) + name, outcomes);
        }
    }

    /// <summary><c>provider::name::function</c>; the name is a local one of the module.</summary>
    private Function? FindProviderFunction(ModuleNode module, string name) => _providerFunctions.GetOrAdd((module, name), key =>
    {
        var parts = key.Item2.Split("::");
        if (parts.Length != 3) return null;
        var required = key.Item1.Config.RequiredProviders.GetValueOrDefault(parts[1]);
        var found = required is not null && Context.Schemas.TryGetValue(required.Address, out var schema) ? schema.Functions.GetValueOrDefault(parts[2]) : null;
        return found ?? KnownSchemas.MissingFunction;
    });
}
