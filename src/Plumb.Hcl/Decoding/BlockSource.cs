using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>Where blocks come from: one that is written, or a dynamic block that makes any number.</summary>
internal abstract class BlockSource
{
    /// <summary>What each of the blocks holds.</summary>
    public abstract BodyTemplate Body { get; }

    public abstract IEnumerable<Expression> Expressions { get; }

    /// <summary>Adds the blocks it makes in the scope of the run.</summary>
    public abstract void Expand(EvaluationRun run, MarkSet marks, List<BlockInstance> instances);

    public abstract void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators);
}

/// <summary>One block to be decoded, with the iterators that are bound in it.</summary>
internal readonly record struct BlockInstance(BodyTemplate Body, Frame? Frame, MarkSet Marks, string? Label, SourceSpan HeaderSpan, SourceSpan BodySpan)
{
    /// <summary>It stands for an unknown number of blocks.</summary>
    public bool IsUnknown { get; init; }

    public ObjectValue Evaluate(EvaluationRun run)
    {
        if (IsUnknown) return Body.EvaluateUnknown(Marks);
        var outer = run.Frame;
        run.Frame = Frame;
        var value = Body.Evaluate(run, Marks);
        run.Frame = outer;
        return value;
    }
}

/// <summary>A block as written.</summary>
internal sealed class WrittenBlock(BodyBlock block, BodyTemplate body) : BlockSource
{
    public override BodyTemplate Body => body;

    public override IEnumerable<Expression> Expressions => body.Expressions;

    public override void Expand(EvaluationRun run, MarkSet marks, List<BlockInstance> instances) =>
        instances.Add(new BlockInstance(body, run.Frame, marks, block.Labels.ElementAtOrDefault(0), block.HeaderSpan, block.Body.MissingItemSpan));

    public override void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators) =>
        body.CollectReferences(references, iterators);
}
