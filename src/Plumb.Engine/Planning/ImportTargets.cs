using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning;

/// <summary>One object to be imported: where to, and by what identifier.</summary>
public sealed record ImportTarget(ResourceInstanceAddress Address, Value Id, Core.Text.SourceSpan Span);

/// <summary>The <c>import</c> blocks of the root module, and what the import command asks for, by the block they lead to.</summary>
internal sealed class ImportTargets
{
    private readonly Dictionary<ResourceConfigAddress, List<ImportConfig>> _blocks = [];
    private readonly Dictionary<ResourceInstanceAddress, ImportTarget> _commanded;
    private readonly ConcurrentDictionary<ResourceConfigAddress, Lazy<Found>> _evaluated = [];

    public ImportTargets(ConfigurationTree configuration, IReadOnlyList<ImportTarget> commanded)
    {
        _commanded = commanded.DistinctBy(t => t.Address).ToDictionary(t => t.Address);
        foreach (var import in configuration.Root.Config.Imports)
        {
            if (BlockOf(import.To) is not { } block) continue;
            if (!_blocks.TryGetValue(block, out var list)) _blocks[block] = list = [];
            list.Add(import);
        }
    }

    public IEnumerable<(ResourceConfigAddress Block, ImportConfig Import)> All => _blocks.SelectMany(b => b.Value.Select(i => (b.Key, i)));

    /// <summary>What is to be imported to an address; null if nothing is, or it cannot be told, which is reported.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="mayWait">What is not known yet is left to a later plan: then each object that may be imported has an identifier that is not known.</param>
    /// <param name="rootScope">What names mean in the root module.</param>
    /// <param name="diagnostics">Is told what is at fault.</param>
    public ImportTarget? Find(ResourceInstanceAddress address, bool mayWait, ModuleScopeFactory rootScope, DiagnosticBag diagnostics)
    {
        if (_commanded.TryGetValue(address, out var commanded)) return commanded;
        var block = address.Resource.Config;
        if (!_blocks.TryGetValue(block, out var imports)) return null;
        // Once for all instances of the block, so that a statement is evaluated, and at fault, once.
        var targets = _evaluated.GetOrAdd(block, _ => new Lazy<Found>(() => Evaluate(imports, mayWait, rootScope, diagnostics))).Value;
        if (targets.Known.TryGetValue(address, out var known)) return known;
        return targets.Open.FirstOrDefault(t => Covers(t.Address, address)) is { } open ? open with { Address = address } : null;
    }

    /// <param name="Known">By where they lead to.</param>
    /// <param name="Open">Where it is not known yet which instances they lead to.</param>
    private sealed record Found(Dictionary<ResourceInstanceAddress, ImportTarget> Known, List<ImportTarget> Open);

    private static Found Evaluate(IEnumerable<ImportConfig> imports, bool mayWait, ModuleScopeFactory rootScope, DiagnosticBag diagnostics)
    {
        var targets = new Found([], []);
        foreach (var import in imports)
        {
            if ((import.Id ?? import.Identity) is not { } expression) continue;
            var scope = rootScope(RepetitionInstance.Single);
            var repetition = mayWait ? RepetitionEvaluator.EvaluateOrDefer(null, import.ForEach, null, scope, diagnostics) : RepetitionEvaluator.Evaluate(null, import.ForEach, null, scope, diagnostics);
            foreach (var instance in repetition?.Instances ?? [])
            {
                scope = rootScope(instance);
                if (AddressOf(import.To, scope, diagnostics) is not { } to || targets.Known.ContainsKey(to)) continue;
                if (!to.IsPartial) targets.Known[to] = new ImportTarget(to, PoisoningEvaluation.Evaluate(expression, import.Id is null ? DataType.Dynamic : DataType.String, scope, diagnostics), import.Span);
                else if (mayWait) targets.Open.Add(new ImportTarget(to, Value.Unknown(DataType.String), import.Span));
                else diagnostics.Add(PlanRules.InvalidImportTarget, import.To.Span, "The key of the instance to import to is known only after an apply, so the instance cannot be told yet.");
            }
        }
        return targets;
    }

    private static bool Covers(ResourceInstanceAddress open, ResourceInstanceAddress address) =>
        open.Resource.Resource.Equals(address.Resource.Resource) && Covers(open.Key, address.Key) && Covers(open.Module, address.Module);

    private static bool Covers(ModuleInstanceAddress open, ModuleInstanceAddress address)
    {
        if (open.Parent is not { } openParent || address.Parent is not { } parent) return open.Parent is null && address.Parent is null;
        return open.Name == address.Name && Covers(open.Key, address.Key) && Covers(openParent, parent);
    }

    private static bool Covers(InstanceKey open, InstanceKey key) => open.IsAny ? !key.IsNone : open.Equals(key);

    public delegate ModuleScope ModuleScopeFactory(RepetitionInstance repetition);

    private static ResourceConfigAddress? BlockOf(Expression to)
    {
        var steps = new List<object>();
        if (!Collect(to, steps)) return null;
        var names = steps.OfType<string>().ToArray();
        var module = ModuleAddress.Root;
        var at = 0;
        while (at + 1 < names.Length && names[at] == "module")
        {
            module = module.Child(names[at + 1]);
            at += 2;
        }
        return names.Length - at == 2 ? new ResourceConfigAddress(module, new ResourceName(ResourceMode.Managed, names[at], names[at + 1])) : null;
    }

    private static ResourceInstanceAddress? AddressOf(Expression to, ModuleScope scope, DiagnosticBag diagnostics)
    {
        var steps = new List<object>();
        if (!Collect(to, steps)) return null;
        var module = ModuleInstanceAddress.Root;
        var at = 0;
        while (at + 1 < steps.Count && steps[at] is "module" && steps[at + 1] is string name)
        {
            at += 2;
            module = module.Child(name, Key(ref at));
        }
        if (at + 1 >= steps.Count || steps[at] is not string type || steps[at + 1] is not string resource) return null;
        at += 2;
        return new ResourceAddress(module, new ResourceName(ResourceMode.Managed, type, resource)).Instance(Key(ref at));

        InstanceKey Key(ref int position)
        {
            if (position >= steps.Count || steps[position] is string) return InstanceKey.None;
            var step = steps[position++];
            var value = step is Expression key ? PoisoningEvaluation.Evaluate(key, DataType.Dynamic, scope, diagnostics).Unmarked : step as Value;
            return value switch
            {
                StringValue s => InstanceKey.Of(s.Text),
                NumberValue n when n.Number.TryGetInt32(out var i) => InstanceKey.Of(i),
                UnknownValue => InstanceKey.Any,
                _ => InstanceKey.None,
            };
        }
    }

    /// <summary>Names as strings, constant keys as values, other keys as expressions.</summary>
    private static bool Collect(Expression expression, List<object> steps)
    {
        switch (expression)
        {
            case IndexExpression index:
                if (!Collect(index.Collection, steps)) return false;
                steps.Add(index.Key);
                return true;
            case RelativeTraversalExpression relative:
                if (!Collect(relative.Source, steps)) return false;
                AddSteps(relative.Steps);
                return true;
            case ParenthesesExpression inner:
                return Collect(inner.Inner, steps);
            default:
                if (StaticExpressions.AsTraversal(expression) is not { } traversal) return false;
                steps.Add(traversal.RootName);
                AddSteps(traversal.Steps);
                return true;
        }

        void AddSteps(IEnumerable<TraversalStep> more)
        {
            foreach (var step in more) steps.Add(step is AttributeTraversal a ? a.Name : ((IndexTraversal)step).Key);
        }
    }
}
