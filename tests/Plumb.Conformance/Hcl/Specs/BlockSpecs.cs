using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl.Specs;

/// <summary>A spec over the nested blocks of one type.</summary>
internal abstract record BlocksSpec(string Type) : DecodingSpec
{
    public override IEnumerable<BlockHeaderSchema> Blocks => [new(Type, LabelNames)];

    protected virtual IReadOnlyList<string> LabelNames => [];

    protected void CheckCount(BodyContent content, int found, int min, int max, DiagnosticBag diagnostics)
    {
        if (found < min) diagnostics.Add(DecodingRules.InsufficientBlocks, content.MissingItemSpan, $"At least {min} blocks of type \"{Type}\" are required.");
        if (max > 0 && found > max)
            diagnostics.Add(DecodingRules.TooManyBlocks, content.OfType(Type).ElementAt(max).HeaderSpan, $"At most {max} blocks of type \"{Type}\" are allowed.");
    }
}

internal sealed record SingleBlockSpec(string Type, DecodingSpec Nested, bool Required) : BlocksSpec(Type)
{
    public override DataType ImpliedType => Nested.ImpliedType;

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var blocks = content.OfType(Type).ToList();
        CheckCount(content, blocks.Count, Required ? 1 : 0, 1, diagnostics);
        return blocks is [var block, ..] ? Nested.Decode(block.Body, scope, diagnostics) : Value.Null(ImpliedType);
    }
}

internal sealed record BlockListSpec(string Type, DecodingSpec Nested, int MinItems, int MaxItems, bool IsSet) : BlocksSpec(Type)
{
    public override DataType ImpliedType => IsSet ? DataType.Set(Nested.ImpliedType) : DataType.List(Nested.ImpliedType);

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var elements = content.OfType(Type).Select(b => Nested.Decode(b.Body, scope, diagnostics)).ToList();
        CheckCount(content, elements.Count, MinItems, MaxItems, diagnostics);
        return IsSet ? Value.Set(Nested.ImpliedType, elements) : Value.List(Nested.ImpliedType, elements);
    }
}

/// <summary>A map for each label, nested from the first to the last.</summary>
internal sealed record BlockMapSpec(string Type, IReadOnlyList<string> Labels, DecodingSpec Nested) : BlocksSpec(Type)
{
    public override DataType ImpliedType => TypeAt(0);

    protected override IReadOnlyList<string> LabelNames => Labels;

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics) =>
        Decode([.. content.OfType(Type)], 0, scope, diagnostics);

    private Value Decode(IReadOnlyList<BodyBlock> blocks, int depth, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var isLast = depth == Labels.Count - 1;
        return Value.Map(TypeAt(depth + 1), blocks.GroupBy(b => b.Labels[depth]).Select(group =>
        {
            foreach (var again in group.Skip(isLast ? 1 : int.MaxValue))
                diagnostics.Add(DecodingRules.DuplicateBlock, again.HeaderSpan, "There is a block with these labels already.");
            return KeyValuePair.Create(group.Key, isLast ? Nested.Decode(group.First().Body, scope, diagnostics) : Decode([.. group], depth + 1, scope, diagnostics));
        }));
    }

    private DataType TypeAt(int depth) => depth == Labels.Count ? Nested.ImpliedType : DataType.Map(TypeAt(depth + 1));
}

/// <summary>One block, whose attributes become a map.</summary>
internal sealed record BlockAttributesSpec(string Type, DataType Element, bool Required) : BlocksSpec(Type)
{
    public override DataType ImpliedType => DataType.Map(Element);

    public override Value Decode(BodyContent content, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var blocks = content.OfType(Type).ToList();
        CheckCount(content, blocks.Count, Required ? 1 : 0, 1, diagnostics);
        if (blocks is not [var block, ..]) return Value.Null(ImpliedType);
        return Value.Map(Element, block.Body.GetAttributes(diagnostics).Select(a =>
            KeyValuePair.Create(a.Key, ExpressionEvaluator.Evaluate(a.Value.Expression, Element, scope, diagnostics))));
    }
}
