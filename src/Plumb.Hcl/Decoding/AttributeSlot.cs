using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>An attribute as written, or one that is not written and so is null.</summary>
internal sealed class AttributeSlot(AttributeSpec spec, BodyAttribute? written) : BodySlot
{
    public BodyAttribute? Written => written;

    public override IEnumerable<Expression> Expressions => written is null ? [] : [written.Expression];

    private Value Absent { get; } = Value.Null(spec.DecodedType);

    public override Value Evaluate(EvaluationRun run, MarkSet marks)
    {
        if (written is null) return Absent;
        var value = run.Evaluate(written.Expression);
        if (EvaluationRun.TryConvert(value, spec.Type, out var converted, out var error)) return converted.WithMarks(marks);

        run.Report(
            new Diagnostic(DecodingRules.IncorrectAttributeType, written.Expression.Span,
                $"The value for the argument \"{written.Name}\" is not suitable: {error.Describe()}.")
            {
                Context = written.NameSpan.To(written.Expression.Span),
            },
            written.Expression);
        return Value.Unknown(spec.DecodedType).WithMarks(marks);
    }

    public override Value EvaluateUnknown(MarkSet marks) => written is null ? Absent : Value.Unknown(spec.DecodedType).WithMarks(marks);

    public override void CollectReferences(List<Traversal> references, IReadOnlyCollection<string> iterators)
    {
        if (written is not null) CollectReferences(written.Expression, references, iterators);
    }
}
