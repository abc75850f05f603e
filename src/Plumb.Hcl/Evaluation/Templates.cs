using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Strings with interpolations, and the loops of templates.</summary>
internal static class Templates
{
    public static Value Evaluate(TemplateExpression expression, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        var marks = MarkSet.Empty;
        var pieces = new string[expression.Parts.Count];
        var (known, isKnown) = (0, true);
        for (var i = 0; i < pieces.Length; i++)
        {
            var part = run.Evaluate(expression.Parts[i]);
            marks = marks.Union(part.Marks);
            var plain = part.Unmarked;
            isKnown &= plain is not UnknownValue;
            if (plain is UnknownValue) continue;
            var text = plain as StringValue ?? Convert(plain, expression.Parts[i], expression, run);
            if (isKnown && text is not null) pieces[known++] = text.Text;
        }

        if (isKnown) return Value.String(string.Concat(pieces.AsSpan(0, known))).WithMarks(marks);
        // After a fault the pieces so far may lack one, so they are no promise.
        var isSound = run.ErrorCount == errors && !expression.Parts.Any(p => p is InvalidExpression);
        var prefix = !isSound ? "" : string.Concat(pieces.AsSpan(0, known));
        return KnownPrefix.Of(prefix).WithMarks(marks);
    }

    public static Value Evaluate(TemplateJoinExpression expression, EvaluationRun run)
    {
        var result = run.Evaluate(expression.Tuple);
        if (result.Unmarked is not TupleValue tuple) return Value.Unknown(DataType.String).WithMarks(result.Marks);

        var marks = result.Marks;
        var pieces = new string[tuple.Count];
        var count = 0;
        foreach (var item in tuple.Span)
        {
            marks = marks.Union(item.Marks);
            var plain = item.Unmarked;
            if (plain is UnknownValue) return Value.Unknown(DataType.String).WithMarks(marks);
            var text = plain as StringValue ?? Convert(plain, expression.Tuple, null, run);
            if (text is not null) pieces[count++] = text.Text;
        }
        return Value.String(string.Concat(pieces.AsSpan(0, count))).WithMarks(marks);
    }

    /// <summary>The value as a string; null where it has none, which is reported.</summary>
    private static StringValue? Convert(Value value, Expression part, TemplateExpression? whole, EvaluationRun run)
    {
        if (value is NullValue)
        {
            run.Report(EvaluationRules.InvalidInterpolation, part.Span, "This value is null, and a null has no text that could stand in a string.", part, whole?.Span);
            return null;
        }
        if (EvaluationRun.TryConvert(value, DataType.String, out var converted, out var error)) return (StringValue)converted;
        run.Report(EvaluationRules.InvalidInterpolation, part.Span,
            $"A value of type {value.Type.FriendlyName} cannot stand in a string: {error.Describe()}.", part, whole?.Span);
        return null;
    }
}
