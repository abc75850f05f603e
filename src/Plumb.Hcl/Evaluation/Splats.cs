using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// <c>source[*].x</c>: what follows, for each element. A value that is no sequence counts as a sequence of itself, and
/// null as an empty one. A list or set gives a list, a tuple or single value a tuple.
/// </summary>
internal static class Splats
{
    public static Value Evaluate(SplatExpression expression, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        var source = run.Evaluate(expression.Source);
        if (run.ErrorCount > errors) return Value.DynamicUnknown;

        var marks = source.Marks;
        var plain = source.Unmarked;
        var isSequence = plain.Type is ListType or SetType or TupleType;
        if (plain is NullValue) return isSequence ? NullSequence(expression, run) : Value.EmptyTuple.WithMarks(marks);
        if (plain.Type is DynamicType) return Value.DynamicUnknown.WithMarks(marks);

        var frame = new SplatFrame(expression.Item, marks, run.Frame);
        if (!isSequence) return OfSingle(source, expression, frame, run).WithMarks(marks);
        return (plain is SequenceValue known ? OfKnown(known, expression, frame, run) : OfUnknown((UnknownValue)plain, expression, frame, run)).WithMarks(marks);
    }

    private static UnknownValue NullSequence(SplatExpression expression, EvaluationRun run)
    {
        run.Report(EvaluationRules.SplatOfNull, expression.Source.Span,
            "This sequence is null, so a splat has no elements to go through.", expression.Source, expression.Source.Span.To(expression.MarkerSpan));
        return Value.DynamicUnknown;
    }

    private static Value OfSingle(Value source, SplatExpression expression, SplatFrame frame, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        frame.Value = source;
        var item = run.Evaluate(expression.Each, frame);
        // If it turns out null there will be no element, so not even the number of elements is known.
        if (!source.IsKnown && !NotNull.IsCertain(source)) return Value.DynamicUnknown;
        return run.ErrorCount == errors ? Value.Tuple(item) : Value.Unknown(DataType.Tuple(item.Type));
    }

    private static Value OfKnown(SequenceValue source, SplatExpression expression, SplatFrame frame, EvaluationRun run)
    {
        if (source.Count == 0)
            return source is TupleValue ? Value.EmptyTuple : Value.List(ItemType(((CollectionType)source.Type).Element, expression, frame, run));

        var errors = run.ErrorCount;
        var items = new Value[source.Count];
        for (var i = 0; i < items.Length; i++)
        {
            frame.Value = source.Span[i];
            items[i] = run.Evaluate(expression.Each, frame);
        }
        if (run.ErrorCount > errors) return Value.Unknown(TypeOfUnknown(source.Type, expression, frame, run));
        return source is TupleValue ? CompoundTypes.Tuple(items, null) : ToList(items, expression, run);
    }

    private static Value OfUnknown(UnknownValue source, SplatExpression expression, SplatFrame frame, EvaluationRun run)
    {
        var type = ResultType(source.Type, expression, frame, run);
        var known = source.Refinement;
        return ValueOperations.Refine(Value.Unknown(type), _ => source.Type is TupleType
            ? Refinement.NonNull
            : new Refinement { NotNull = true, LengthMin = known.LengthMin, LengthMax = known.LengthMax });
    }

    private static Value ToList(Value[] items, SplatExpression expression, EvaluationRun run)
    {
        DataType? element = null;
        foreach (var item in items)
        {
            if (item.Type is DynamicType) continue;
            element ??= item.Type;
            if (element.Equals(item.Type)) continue;
            run.Report(new(EvaluationRules.InvalidNestedSplat, expression.Each.Span,
                "The inner splat gives values of different types for the elements of this list, so no list can hold them.")
            {
                Context = expression.Span,
                Help = "Use a for expression, which gives a tuple, whose elements may differ in type.",
            }, null);
            return Value.DynamicUnknown;
        }
        return Value.List(element ?? DataType.Dynamic, items);
    }

    private static DataType ResultType(DataType source, SplatExpression expression, SplatFrame frame, EvaluationRun run) => source is TupleType tuple
        ? DataType.Tuple([.. tuple.Elements.Select(e => ItemType(e, expression, frame, run))])
        : DataType.List(ItemType(((CollectionType)source).Element, expression, frame, run));

    /// <summary>The same after the elements have been gone through: their faults would come a second time.</summary>
    private static DataType TypeOfUnknown(DataType source, SplatExpression expression, SplatFrame frame, EvaluationRun run)
    {
        var faults = run.FaultCount;
        var type = ResultType(source, expression, frame, run);
        run.Forget(faults, run.FaultCount);
        return type;
    }

    private static DataType ItemType(DataType element, SplatExpression expression, SplatFrame frame, EvaluationRun run)
    {
        frame.Value = Value.Unknown(element);
        return run.Evaluate(expression.Each, frame).Type;
    }
}
