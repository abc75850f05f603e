using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>concat</c>: lists one after the other, as a list where they have a type in common, else as a tuple.</summary>
internal static class ConcatFunction
{
    internal static Function Create() => new()
    {
        Name = "concat",
        Description = "Puts lists or tuples one after the other into a single one.",
        VariadicParameter = new Parameter("seqs", DataType.Dynamic) { AllowMarked = true },
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = Concat,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call.Count == 0) return call.FailType("at least one argument is needed");
        if (call.Arguments.All(a => a.Type is ListType) && CommonType(call) is { } common) return common;

        var elements = new List<DataType>();
        for (var i = 0; i < call.Count; i++)
        {
            switch (call[i].Type)
            {
                case TupleType tuple:
                    elements.AddRange(tuple.Elements);
                    break;
                case ListType list when call[i].Unmarked is ListValue known:
                    elements.AddRange(Enumerable.Repeat(list.Element, known.Count));
                    break;
                case ListType:
                    return DataType.Dynamic;
                case var other:
                    return call.FailType(i, $"must be a list or a tuple, not {other.FriendlyName}");
            }
        }
        return DataType.Tuple(elements);
    }

    private static DataType? CommonType(FunctionCall call)
    {
        var first = call[0].Type;
        return call.Arguments.All(a => a.Type.Equals(first)) ? first : TypeConversion.Unify([.. call.Arguments.Select(a => a.Type)], allowUnsafe: true);
    }

    private static Value Concat(FunctionCall call)
    {
        var marks = MarkSet.Empty;
        var parts = new SequenceValue[call.Count];
        var total = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = call[i];
            if (call.ReturnType is ListType)
            {
                if (!TypeConversion.TryConvert(part, call.ReturnType, out var converted, out var error)) return call.Fail(i, error.Describe());
                part = converted;
            }
            marks = marks.Union(part.Marks);
            parts[i] = (SequenceValue)part.Unmarked;
            total += parts[i].Count;
        }
        return Join(parts, total, call.ReturnType).WithMarks(marks);
    }

    private static SequenceValue Join(SequenceValue[] parts, int total, DataType type)
    {
        var first = Array.Find(parts, p => p.Count == total && p.Type.Equals(type));
        if (first is not null) return first;

        var elements = new Value[total];
        var at = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(elements.AsSpan(at));
            at += part.Count;
        }
        return type switch
        {
            // The elements of a list of any type may have types of their own: then the tuple's type is theirs.
            TupleType { HasDynamic: true } => Value.Tuple(elements),
            TupleType tuple => TupleValue.OfType(tuple, elements),
            _ => ListValue.OfType((ListType)type, elements),
        };
    }
}
