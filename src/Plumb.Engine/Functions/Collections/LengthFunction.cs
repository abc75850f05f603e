using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using System.Globalization;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>length</c>: how many elements a collection has, or a string characters as people count them.</summary>
internal static class LengthFunction
{
    internal static Function Create() => new()
    {
        Name = "length",
        Description = "Counts the elements of a list, set, tuple, map or object, or the characters (grapheme clusters) of a string.",
        Parameters = [new Parameter("value", DataType.Dynamic) { AllowDynamic = true, AllowUnknown = true, AllowMarked = true }],
        ReturnType = static call => call[0].Type is CollectionType or TupleType or ObjectType or DynamicType || call[0].Type.Equals(DataType.String)
            ? DataType.Number
            : call.FailType($"needs a string, a collection, a tuple or an object, not {call[0].Type.FriendlyName}"),
        RefineResult = Function.NeverNull,
        Body = static call => Length(call[0].Unmarked).WithMarks(call[0].Marks),
    };

    private static Value Length(Value value) => value switch
    {
        { Type: DynamicType } => Value.Unknown(DataType.Number),
        { Type: TupleType tuple } => Value.Number(tuple.Elements.Count),
        { Type: ObjectType type } => Value.Number(type.Count),
        StringValue text => Value.Number(Characters(text.Text)),
        UnknownValue { Refinement: var known } unknown when unknown.Type.Equals(DataType.String) => Value.Unknown(DataType.Number, new Refinement
        {
            NotNull = true,
            LowerBound = new NumberBound(Characters(known.StringPrefix ?? ""), Inclusive: true),
        }),
        _ => ValueOperations.Length(value),
    };

    private static int Characters(string text) => new StringInfo(text).LengthInTextElements;
}
