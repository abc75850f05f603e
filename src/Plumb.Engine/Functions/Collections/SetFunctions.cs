using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>setunion</c>, <c>setintersection</c> and <c>setsubtract</c>, on sets converted to one element type.</summary>
internal static class SetFunctions
{
    internal static Function CreateUnion() => CreateMany(
        "setunion", "Gives a set of everything that is in any of the given sets.", static call => Combine(call, Union));

    internal static Function CreateIntersection() => CreateMany(
        "setintersection", "Gives a set of what is in all of the given sets.", static call => Combine(call, Intersect));

    internal static Function CreateSubtract() => new()
    {
        Name = "setsubtract",
        Description = "Gives a set of what is in the first set but not in the second.",
        Parameters = [SetParameter("a"), SetParameter("b")],
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = static call => Combine(call, Subtract),
    };

    private static Function CreateMany(string name, string description, Func<FunctionCall, Value> body) => new()
    {
        Name = name,
        Description = description,
        Parameters = [SetParameter("first_set")],
        VariadicParameter = SetParameter("other_sets"),
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = body,
    };

    private static Parameter SetParameter(string name) => new(name, DataType.Set(DataType.Dynamic)) { AllowDynamic = true };

    private static DataType ResultType(FunctionCall call)
    {
        var elements = new List<DataType>(call.Count);
        foreach (var argument in call.Arguments)
        {
            if (argument.Type is not SetType set) return DataType.Set(DataType.Dynamic);
            // An empty set of no type yet fits any other.
            if (set.Element is DynamicType && argument is SetValue { Count: 0 }) continue;
            elements.Add(set.Element);
        }
        if (elements.Count == 0) return DataType.Set(DataType.Dynamic);
        return TypeConversion.Unify(elements, allowUnsafe: true) is { } common
            ? DataType.Set(common)
            : call.FailType("the elements of all sets must be of one type, or convert to one");
    }

    private static Value Combine(FunctionCall call, Func<SetValue[], SetType, Value?> combine)
    {
        var sets = new SetValue[call.Count];
        for (var i = 0; i < sets.Length; i++)
        {
            if (!TypeConversion.TryConvert(call[i], call.ReturnType, out var converted, out var error)) return call.Fail(i, error.Describe());
            if (converted is not SetValue set) return call.UnknownResult();
            sets[i] = set;
        }
        return combine(sets, (SetType)call.ReturnType) ?? call.UnknownResult();
    }

    private static Value? Union(SetValue[] sets, SetType type)
    {
        var filled = Array.FindAll(sets, s => s.Count > 0);
        return filled.Length switch
        {
            0 => sets[0],
            1 => filled[0],
            _ => Value.Set(type.Element, [.. filled.SelectMany(s => s.Elements)]),
        };
    }

    private static Value? Intersect(SetValue[] sets, SetType type) => Filter(sets, static (candidates, other) => candidates.IntersectWith(other));

    private static Value? Subtract(SetValue[] sets, SetType type) => Filter(sets, static (candidates, other) => candidates.ExceptWith(other));

    private static SetValue? Filter(SetValue[] sets, Action<HashSet<Value>, IEnumerable<Value>> remove)
    {
        // What an unknown element will be may take elements away.
        if (!Array.TrueForAll(sets, s => s.IsWhollyKnown)) return null;
        var kept = sets[0].Elements.ToHashSet();
        foreach (var other in sets.AsSpan(1)) remove(kept, other.Elements);
        return kept.Count == sets[0].Count ? sets[0] : sets[0].Subset([.. sets[0].Elements.Where(kept.Contains)]);
    }
}
