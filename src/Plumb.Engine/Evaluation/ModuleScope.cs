using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Evaluation;

/// <summary>What names mean in one module instance, for one instance of a block.</summary>
internal sealed class ModuleScope(ModuleInstance module, RepetitionInstance repetition, RunEnvironment environment) : EvaluationScope
{
    public ModuleInstance Module => module;

    /// <summary>What <c>self</c> means; null where it means nothing.</summary>
    public Value? Self { get; init; }

    /// <summary>What <c>caller</c> means: the object that sets an action off; null where nothing does.</summary>
    public Value? Caller { get; init; }

    /// <summary>References that are reported already: what they mean is not asked, so that nothing is reported twice.</summary>
    public IReadOnlySet<SourceSpan>? Faulty { get; init; }

    /// <summary>Finds functions of providers, <c>provider::name::function</c>.</summary>
    public Func<string, Function?>? ProviderFunctions { get; init; }

    public override IEnumerable<string> FunctionNames => environment.FunctionNames();

    public override Function? FindFunction(string name) =>
        name.StartsWith("provider::", StringComparison.Ordinal) ? ProviderFunctions?.Invoke(name) : environment.Functions(name);

    public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
    {
        if (Faulty is not null && Faulty.Contains(traversal.Span))
        {
            (value, stepsTaken) = (Poison.Value, traversal.Steps.Count);
            return true;
        }
        var binding = module.Layout.Bind(traversal);
        if (binding.Reference is not { } reference)
        {
            ReferenceParser.Parse(traversal, diagnostics);
            (value, stepsTaken) = (Poison.Value, traversal.Steps.Count);
            return false;
        }
        stepsTaken = reference.StepsTaken;
        if (Find(reference, binding.Slot, ref stepsTaken) is { } found)
        {
            value = found;
            return true;
        }
        diagnostics.Add(UndeclaredReference.Describe(reference, module.Node));
        (value, stepsTaken) = (Poison.Value, traversal.Steps.Count);
        return false;
    }

    public override bool TryResolveElement(Traversal collection, Value key, DiagnosticBag diagnostics, [NotNullWhen(true)] out Value? element)
    {
        element = null;
        if (module.Layout.Bind(collection) is not { Reference: ResourceReference { StepsTaken: var taken }, Slot: >= 0 and var slot }
            || taken != collection.Steps.Count || module.Resource(slot) is not { } instances) return false;
        element = key switch
        {
            NumberValue n when instances.Repetition.Kind == RepetitionKind.Count && n.Number.TryGetInt32(out var i) => instances.Find(InstanceKey.Of(i)),
            StringValue s when instances.Repetition.Kind == RepetitionKind.ForEach => instances.Find(InstanceKey.Of(s.Text)),
            _ => null,
        };
        return element is not null;
    }

    /// <summary>The subject's value; null where nothing of that name is declared or has a meaning here.</summary>
    private Value? Find(Reference reference, int slot, ref int stepsTaken) => reference switch
    {
        ScopedReference scoped => Scoped(scoped.Name),
        _ when slot < 0 => null,
        VariableReference => module.Variable(slot) ?? Value.DynamicUnknown,
        LocalReference => module.Local(slot) ?? Value.DynamicUnknown,
        ResourceReference resource => Resource(resource, slot, ref stepsTaken),
        ModuleCallReference call => ModuleCall(call, slot, ref stepsTaken),
        _ => null,
    };

    private Value Resource(ResourceReference reference, int slot, ref int stepsTaken)
    {
        if (module.Resource(slot) is not { } instances) return Value.DynamicUnknown;
        if (!reference.Key.IsNone && instances.Find(reference.Key) is { } one)
        {
            stepsTaken++;
            return one;
        }
        return instances.Whole();
    }

    private Value ModuleCall(ModuleCallReference reference, int slot, ref int stepsTaken)
    {
        if (module.Call(slot) is not { } call) return Value.DynamicUnknown;
        if (reference.Output is { } output && call.Find(reference.Key) is { } instance && instance.Layout.Outputs.ContainsKey(output))
            return instance.Output(output) ?? Value.DynamicUnknown;
        stepsTaken = 1;
        return call.Whole();
    }

    private Value? Scoped(ScopedName name) => name switch
    {
        ScopedName.CountIndex => repetition.CountIndex,
        ScopedName.EachKey => repetition.EachKey,
        ScopedName.EachValue => repetition.EachValue,
        ScopedName.Self => Self,
        ScopedName.Caller => Caller,
        ScopedName.PathModule => Value.String(module.Node.Config.Directory),
        ScopedName.PathRoot => Value.String(environment.RootDirectory),
        ScopedName.PathCwd => Value.String(environment.WorkingDirectory),
        ScopedName.Workspace => Value.String(environment.Workspace),
        _ => Value.Bool(environment.Applying).WithMark(Mark.Ephemeral),
    };
}
