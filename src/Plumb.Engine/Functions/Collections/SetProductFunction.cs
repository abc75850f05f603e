using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>setproduct</c>: every combination of one element from each of several sets or lists.</summary>
internal static class SetProductFunction
{
    /// <summary>Bounds on the length of an unknown result are not worth tracking beyond this, nor their product.</summary>
    private const int MaxTrackedLength = 1024;

    private const int MaxTrackedProduct = 2048;

    internal static Function Create() => new()
    {
        Name = "setproduct",
        Description = "Gives every combination of one element from each of the given sets or lists: a list of tuples where all are lists, else a set.",
        VariadicParameter = new Parameter("sets", DataType.Dynamic) { AllowMarked = true, AllowUnknown = true },
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = Product,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call.Count < 2) return call.FailType("at least two arguments are needed");
        var elements = new DataType[call.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            DataType? element = call[i].Type switch
            {
                CollectionType and (SetType or ListType) => ((CollectionType)call[i].Type).Element,
                TupleType { Elements: [] } => DataType.Dynamic,
                TupleType tuple => TypeConversion.Unify(tuple.Elements, allowUnsafe: true),
                _ => null,
            };
            if (element is null) return call.FailType(i, call[i].Type is TupleType ? "all elements must be of one type" : "must be a set or a list");
            elements[i] = element;
        }
        var combination = DataType.Tuple(elements);
        return call.Arguments.All(a => a.Type is ListType or TupleType) ? DataType.List(combination) : DataType.Set(combination);
    }

    private static Value Product(FunctionCall call)
    {
        var marks = call.Arguments.Aggregate(MarkSet.Empty, static (all, a) => all.Union(a.Marks));
        var combination = (TupleType)((CollectionType)call.ReturnType).Element;
        var choices = new Value[call.Count][];
        long total = 1;
        for (var i = 0; i < choices.Length; i++)
        {
            if (call[i].KnownLength() is null || call[i].Unmarked is not SequenceValue known) return Open(call).WithMarks(marks);
            if (!TryConvertAll(known, combination.Elements[i], out choices[i])) return call.Fail(i, "all elements must be of one type");
            total *= choices[i].Length;
            if (total > Array.MaxLength) return call.Fail("there are too many combinations");
        }
        var product = Combine(choices, (int)total);
        Value result = call.ReturnType is ListType list ? ListValue.OfType(list, product) : Value.Set(combination, product);
        return result.WithMarks(marks);
    }

    private static bool TryConvertAll(SequenceValue sequence, DataType type, out Value[] elements)
    {
        elements = sequence.Span.ToArray();
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Type.Equals(type)) continue;
            if (!TypeConversion.TryConvert(elements[i], type, out var converted, out _)) return false;
            elements[i] = converted;
        }
        return true;
    }

    /// <summary>The last choice varies fastest.</summary>
    private static Value[] Combine(Value[][] choices, int total)
    {
        var product = new Value[total];
        for (var i = 0; i < total; i++)
        {
            var combination = new Value[choices.Length];
            var rest = i;
            for (var j = choices.Length - 1; j >= 0; j--)
            {
                (rest, var place) = Math.DivRem(rest, choices[j].Length);
                combination[j] = choices[j][place];
            }
            product[i] = Value.Tuple(combination);
        }
        return product;
    }

    /// <summary>The lengths may be bounded though not known: then so is the product's, which the peer then says is not empty.</summary>
    private static Value Open(FunctionCall call)
    {
        var max = 1;
        foreach (var argument in call.Arguments)
        {
            var length = MaxLength(argument.Unmarked);
            if (length > MaxTrackedLength || (max *= length) > MaxTrackedProduct) return call.UnknownResult();
        }
        return ValueOperations.Refine(call.UnknownResult(), r => r with { NotNull = true, LengthMin = Math.Min(1, max), LengthMax = max });
    }

    private static int MaxLength(Value value) => value switch
    {
        { Type: TupleType tuple } => tuple.Elements.Count,
        UnknownValue { Refinement.LengthMax: { } max } => max,
        _ => value.KnownLength() ?? int.MaxValue,
    };
}
