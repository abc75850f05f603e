using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>
/// A <c>dynamic</c> block: for each element of a collection it makes one block, in which the iterator's
/// <c>key</c> and <c>value</c> are the element's. While the collection is unknown it stands for an unknown number of
/// blocks. Marks of the collection go to everything inside the blocks.
/// </summary>
internal sealed class DynamicBlock(DynamicBlockSyntax syntax, BodyTemplate content, IReadOnlyList<Diagnostic> contentFaults) : BlockSource
{
    public override BodyTemplate Body => content;

    public override IEnumerable<Expression> Expressions => [syntax.ForEach, .. syntax.Labels, .. content.Expressions];

    public override void Expand(EvaluationRun run, MarkSet marks, List<BlockInstance> instances)
    {
        var before = instances.Count;
        var errors = run.ErrorCount;
        var collection = run.Evaluate(syntax.ForEach);
        var isUsable = run.ErrorCount == errors && IsUsable(collection, run);
        marks = marks.Union(collection.Marks);
        switch (collection.Unmarked)
        {
            // A fault is told already; an unknown number of blocks causes no others, such as too few of them.
            case var _ when !isUsable:
            case UnknownValue:
                Add(Value.DynamicUnknown, Value.DynamicUnknown, marks, run, instances, isUnknown: true);
                break;
            case NamedValues named:
                for (var i = 0; i < named.Count; i++) Add(Value.String(named.NameAt(i)), named.Span[i], marks, run, instances);
                break;
            case SequenceValue sequence:
                for (var i = 0; i < sequence.Count; i++)
                    Add(sequence is SetValue ? sequence.Span[i] : Value.Number(i), sequence.Span[i], marks, run, instances);
                break;
        }
        // What is wrong with the content does not matter where it makes no block.
        if (instances.Count == before) return;
        foreach (var fault in contentFaults) run.Report(fault, null);
    }

    public override void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators)
    {
        BodySlot.CollectReferences(syntax.ForEach, references, iterators);
        string[] inner = [.. iterators, syntax.Iterator];
        foreach (var label in syntax.Labels) BodySlot.CollectReferences(label, references, inner);
        content.CollectReferences(references, inner);
    }

    private bool IsUsable(Value collection, EvaluationRun run)
    {
        if (!collection.IsNull && collection.Type is not PrimitiveType) return true;
        run.Report(DecodingRules.InvalidForEach, syntax.ForEach.Span, collection.IsNull
            ? "The collection to make blocks for is null. For no blocks, use an empty one."
            : $"Blocks are made for each element of a collection, and a {collection.Type.FriendlyName} is none.", syntax.ForEach);
        return false;
    }

    private void Add(Value key, Value value, MarkSet marks, EvaluationRun run, List<BlockInstance> instances, bool isUnknown = false)
    {
        var frame = new NameFrame(syntax.Iterator, Value.Object(("key", key), ("value", value)), marks, run.Frame);
        string? label = null;
        if (syntax.Labels is [var labelExpression, ..] && (label = Label(labelExpression, frame, run)) is null) return;
        instances.Add(new BlockInstance(content, frame, marks, label, syntax.HeaderSpan, syntax.Content.MissingItemSpan) { IsUnknown = isUnknown });
    }

    /// <summary>The label as text; null where it cannot be one, which is reported.</summary>
    private static string? Label(Expression expression, Frame frame, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        var outer = run.Frame;
        run.Frame = frame;
        var value = run.Evaluate(expression);
        var label = run.ErrorCount > errors ? null : Text(value, out var fault) is { } text ? text : Refuse(fault);
        run.Frame = outer;
        return label;

        string? Refuse(string detail)
        {
            run.Report(DecodingRules.InvalidDynamicLabel, expression.Span, detail, expression);
            return null;
        }
    }

    private static string? Text(Value value, out string fault)
    {
        fault = "";
        if (!EvaluationRun.TryConvert(value, DataType.String, out var converted, out var error)) fault = $"A label is a string: {error.Describe()}.";
        else if (converted.IsNull) fault = "The label is null, and a block needs one.";
        else if (!converted.IsKnown) fault = "The label is not known yet, and a block needs one that is.";
        else if (converted.IsMarked) fault = "The label is sensitive or otherwise not to be shown, so it cannot name a block.";
        return fault.Length == 0 ? (converted?.Unmarked as StringValue)?.Text : null;
    }
}
