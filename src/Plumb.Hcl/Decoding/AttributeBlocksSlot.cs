using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>An attribute of a list or set of objects that is written as blocks, each an object.</summary>
internal sealed class AttributeBlocksSlot(AttributeSpec spec, IReadOnlyList<BlockSource> sources) : BodySlot
{
    public override IEnumerable<Expression> Expressions => sources.SelectMany(s => s.Expressions);

    /// <summary>A type says less than a schema: every attribute is optional, and whether one is missing is the provider's to say.</summary>
    public static BlockSpec SpecFor(ObjectType element) => new(BlockNesting.List, new BodySpec(
        element.Attributes.ToDictionary(a => a.Name, a => new AttributeSpec(a.Type), StringComparer.Ordinal),
        new Dictionary<string, BlockSpec>()));

    public override Value Evaluate(EvaluationRun run, MarkSet marks)
    {
        var instances = new List<BlockInstance>();
        foreach (var source in sources) source.Expand(run, marks, instances);
        if (instances.Count == 0) return Value.Null(spec.DecodedType);
        if (instances.Exists(i => i.IsUnknown)) return Value.Unknown(spec.DecodedType).WithMarks(marks);

        Value[] elements = [.. instances.Select(i => i.Evaluate(run).WithMarks(i.Marks))];
        return EvaluationRun.TryConvert(Value.Tuple(elements), spec.Type, out var converted, out _) ? converted : Value.Unknown(spec.DecodedType);
    }

    public override Value EvaluateUnknown(MarkSet marks) => Value.Unknown(spec.DecodedType).WithMarks(marks);

    public override void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators)
    {
        foreach (var source in sources) source.CollectReferences(references, iterators);
    }
}
