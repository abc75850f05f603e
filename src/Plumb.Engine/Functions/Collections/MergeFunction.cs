using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>merge</c>: maps and objects in one; of equal keys the last counts.</summary>
internal static class MergeFunction
{
    internal static Function Create() => new()
    {
        Name = "merge",
        Description = "Puts maps or objects together into one. Where several have a key, the last one's value counts. Nulls count as empty.",
        VariadicParameter = new Parameter("maps", DataType.Dynamic) { AllowDynamic = true, AllowNull = true, AllowMarked = true },
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = Merge,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call.Count == 0) return DataType.EmptyObject;
        var types = new DataType[call.Count];
        var isOpen = false;
        for (var i = 0; i < types.Length; i++)
        {
            var argument = call[i];
            // An argument of unknown type hides what later arguments are, even wrong ones.
            if (argument.Type is DynamicType) return DataType.Dynamic;
            if (argument.Type is not (MapType or ObjectType)) return call.FailType($"every argument must be a map or an object, not {argument.Type.FriendlyName}");
            types[i] = argument is { Type: ObjectType, IsNull: true } ? DataType.EmptyObject : argument.Type;
            isOpen |= argument is { Type: MapType, IsKnown: false };
        }
        if (Array.TrueForAll(types, t => t.Equals(types[0]))) return types[0];
        return isOpen ? DataType.Dynamic : AttributesOf(call, types);
    }

    private static ObjectType AttributesOf(FunctionCall call, DataType[] types)
    {
        var attributes = new Dictionary<string, DataType>(StringComparer.Ordinal);
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i] is ObjectType type)
            {
                foreach (var attribute in type.Attributes) attributes[attribute.Name] = attribute.Type;
            }
            else if (call[i].Unmarked is MapValue map)
            {
                foreach (var key in map.Keys) attributes[key] = map.ElementType;
            }
        }
        return DataType.Object(attributes);
    }

    private static Value Merge(FunctionCall call)
    {
        var marks = MarkSet.Empty;
        var parts = new List<NamedValues>(call.Count);
        foreach (var argument in call.Arguments)
        {
            if (argument.IsNull) continue;
            marks = marks.Union(argument.Marks);
            if (argument.Unmarked is NamedValues { Count: > 0 } part) parts.Add(part);
        }
        return Join(parts, call.ReturnType).WithMarks(marks);
    }

    private static Value Join(List<NamedValues> parts, DataType type)
    {
        if (parts is [var only] && only.Type.Equals(type)) return only;
        var entries = parts.SelectMany(p => p.Entries);
        return type is MapType map ? Value.Map(map.Element, entries) : Value.Object(entries);
    }
}
