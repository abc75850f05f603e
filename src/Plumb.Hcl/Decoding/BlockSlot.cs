using System.Diagnostics;
using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>The nested blocks of one type, decoded into one value.</summary>
internal sealed class BlockSlot(string name, BlockSpec spec, IReadOnlyList<BlockSource> sources, SourceSpan missingItemSpan) : BodySlot
{
    public override IEnumerable<Expression> Expressions => sources.SelectMany(s => s.Expressions);

    private Value Absent { get; } = spec.AbsentValue;

    private DataType DecodedType { get; } = spec.DecodedType;

    public override Value Evaluate(EvaluationRun run, MarkSet marks)
    {
        if (sources.Count == 0 && spec.MinItems == 0) return Absent;
        var instances = new List<BlockInstance>(sources.Count);
        foreach (var source in sources) source.Expand(run, marks, instances);
        return spec.Nesting switch
        {
            BlockNesting.Single or BlockNesting.Group => ToObject(instances, run),
            BlockNesting.Map => ToMap(instances, run),
            _ => ToCollection(instances, run),
        };
    }

    public override Value EvaluateUnknown(MarkSet marks)
    {
        if (sources.Count == 0) return Absent;
        return spec.Nesting is BlockNesting.Single or BlockNesting.Group
            ? sources[0].Body.EvaluateUnknown(marks)
            : Value.Unknown(DecodedType).WithMarks(marks);
    }

    public override void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators)
    {
        foreach (var source in sources) source.CollectReferences(references, iterators);
    }

    private Value ToObject(List<BlockInstance> instances, EvaluationRun run)
    {
        if (instances.Count > 1) ReportDuplicate(instances[1].HeaderSpan, $"Only one block of type \"{name}\" is allowed, and there is one at {instances[0].HeaderSpan}.", run);
        if (instances.Count > 0) return instances[0].Evaluate(run);
        if (spec.MinItems > 0)
            Report(DecodingRules.MissingBlock, $"Missing {name} block", missingItemSpan, $"A block of type \"{name}\" is required here, and there is none.", run);
        return Absent;
    }

    private Value ToMap(List<BlockInstance> instances, EvaluationRun run)
    {
        if (instances.Find(i => i.IsUnknown) is { IsUnknown: true } unknown) return Value.Unknown(DecodedType).WithMarks(unknown.Marks);
        var entries = new Dictionary<string, Value>(instances.Count, StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            var value = instance.Evaluate(run).WithMarks(instance.Marks);
            if (!entries.TryAdd(instance.Label ?? "", value))
                ReportDuplicate(instance.HeaderSpan, $"There is a block \"{name}\" with the label \"{instance.Label}\" already, and labels must differ.", run);
        }
        if (entries.Count == 0) return Absent;
        return DecodedType is DynamicType ? Value.Object(entries) : Value.Map(spec.Body.DecodedType, entries);
    }

    private Value ToCollection(List<BlockInstance> instances, EvaluationRun run)
    {
        var values = new Value[instances.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = instances[i].Evaluate(run).WithMarks(instances[i].Marks);
            if (instances[i].IsUnknown) return Value.Unknown(DecodedType).WithMarks(instances[i].Marks);
        }
        CheckCount(instances, run);
        if (values.Length == 0) return Absent;
        if (DecodedType is DynamicType) return Value.Tuple(values);
        return ToOneType(values, instances, run) is { } element
            ? spec.Nesting == BlockNesting.Set ? Value.Set(element, values) : Value.List(element, values)
            : Value.Unknown(DecodedType);
    }

    private void CheckCount(List<BlockInstance> instances, EvaluationRun run)
    {
        if (instances.Count < spec.MinItems)
        {
            Report(DecodingRules.InsufficientBlocks, $"Insufficient {name} blocks", missingItemSpan,
                $"At least {spec.MinItems} blocks of type \"{name}\" are required, and there {(instances.Count == 1 ? "is 1" : $"are {instances.Count}")}.", run);
        }
        else if (spec.MaxItems > 0 && instances.Count > spec.MaxItems)
        {
            Report(DecodingRules.TooManyBlocks, $"Too many {name} blocks", instances[spec.MaxItems].BodySpan,
                $"At most {spec.MaxItems} blocks of type \"{name}\" are allowed, and there are {instances.Count}.", run);
        }
    }

    /// <summary>The one type of all elements, which content of dynamic type can make differ; null where there is none, which is reported.</summary>
    private DataType? ToOneType(Value[] values, List<BlockInstance> instances, EvaluationRun run)
    {
        if (!spec.Body.DecodedType.HasDynamic) return spec.Body.DecodedType;
        var type = TypeConversion.Unify([.. values.Select(v => v.Type)], allowUnsafe: true);
        for (var i = 0; i < values.Length; i++)
        {
            if (type is not null && EvaluationRun.TryConvert(values[i], type, out var converted, out _))
            {
                values[i] = converted;
                continue;
            }
            Report(DecodingRules.InconsistentBlocks, $"Inconsistent argument types in {name} blocks", instances[i].BodySpan,
                $"The same argument must have the same type in all blocks of type \"{name}\".", run);
            return null;
        }
        return type ?? throw new UnreachableException("there is a block");
    }

    private void ReportDuplicate(SourceSpan span, string detail, EvaluationRun run) =>
        Report(DecodingRules.DuplicateBlock, $"Duplicate {name} block", span, detail, run);

    private static void Report(DiagnosticRule rule, string summary, SourceSpan span, string detail, EvaluationRun run) =>
        run.Report(new Diagnostic(rule, span, detail) { ForeignSummary = summary }, null);
}
