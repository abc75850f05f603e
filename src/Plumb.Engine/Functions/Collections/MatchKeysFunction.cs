using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>matchkeys</c>: those elements of one list whose counterparts in a second are found in a third.</summary>
internal static class MatchKeysFunction
{
    internal static Function Create() => new()
    {
        Name = "matchkeys",
        Description = "Picks from a list of values those whose key, at the same index of the second list, is in the third.",
        Parameters =
        [
            new Parameter("values", DataType.List(DataType.Dynamic)),
            new Parameter("keys", DataType.List(DataType.Dynamic)),
            new Parameter("searchset", DataType.List(DataType.Dynamic)),
        ],
        ReturnType = static call => KeyType(call) is null ? call.FailType("the keys and the search set must be of one type") : call[0].Type,
        RefineResult = Function.NeverNull,
        Body = Match,
    };

    private static DataType? KeyType(FunctionCall call) => TypeConversion.Unify([call[1].Type, call[2].Type], allowUnsafe: true);

    private static Value Match(FunctionCall call)
    {
        var values = (ListValue)call[0];
        var type = (ListType)values.Type;
        if (values.Count != ((ListValue)call[1]).Count) return call.Fail("there must be as many keys as values");
        if (KeyType(call) is not { } keyType
            || !TypeConversion.TryConvert(call[1], keyType, out var keys, out _)
            || !TypeConversion.TryConvert(call[2], keyType, out var searched, out _)) return call.Fail("the keys and the search set must be of one type");

        var wanted = (ListValue)searched;
        if (wanted.Count == 0) return ListValue.OfType(type, []);
        if (!values.IsWhollyKnown || !keys.IsWhollyKnown) return call.UnknownResult();
        // Where a wanted key is not known the peer finds nothing; it does not say that the result is unknown.
        var matches = wanted.IsWhollyKnown ? MatchKnown(values, (ListValue)keys, wanted) : MatchOpen(values, (ListValue)keys, wanted);
        return ListValue.OfType(type, matches);
    }

    private static Value[] MatchKnown(ListValue values, ListValue keys, ListValue wanted)
    {
        var set = wanted.Elements.ToHashSet();
        return [.. values.Elements.Where((_, i) => set.Contains(keys[i]))];
    }

    private static Value[] MatchOpen(ListValue values, ListValue keys, ListValue wanted)
    {
        var matches = new List<Value>();
        for (var i = 0; i < keys.Count; i++)
        {
            foreach (var candidate in wanted.Elements)
            {
                var equal = ValueOperations.EqualTo(keys[i], candidate);
                if (!equal.IsKnown) return [];
                if (equal is not BoolValue { IsTrue: true }) continue;
                matches.Add(values[i]);
                break;
            }
        }
        return [.. matches];
    }
}
