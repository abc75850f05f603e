using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>What a body holds for one attribute of the object it decodes to.</summary>
internal abstract class BodySlot
{
    public abstract IEnumerable<Expression> Expressions { get; }

    public abstract Value Evaluate(EvaluationRun run, MarkSet marks);

    public abstract Value EvaluateUnknown(MarkSet marks);

    public abstract void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators);

    public static void CollectReferences(Expression expression, List<Traversal> references, IReadOnlyCollection<string> iterators)
    {
        foreach (var reference in StaticExpressions.References(expression))
            if (!iterators.Contains(reference.RootName)) references.Add(reference);
    }
}
