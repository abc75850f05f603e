using System.Text.Json;
using Plumb.Conformance.GoSource;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.Cty;

/// <summary>What each of cty's tests of values and types checks, in terms of our values.</summary>
internal static class ValueChecks
{
    public static Func<CtyRow, Comparison>? For(string test) => test switch
    {
        "TestValueEquals" => Operator(ValueOperations.EqualTo, "LHS", "RHS"),
        "TestValueAdd" => Operator(ValueOperations.Add, "LHS", "RHS"),
        "TestValueSubtract" => Operator(ValueOperations.Subtract, "LHS", "RHS"),
        "TestValueMultiply" => Operator(ValueOperations.Multiply, "LHS", "RHS"),
        "TestValueDivide" => Operator(ValueOperations.Divide, "LHS", "RHS"),
        "TestValueModulo" => Operator(ValueOperations.Modulo, "LHS", "RHS"),
        "TestValueAnd" => Operator(ValueOperations.And, "Receiver", "Other"),
        "TestValueOr" => Operator(ValueOperations.Or, "Receiver", "Other"),
        "TestLessThan" => Operator(ValueOperations.LessThan, "Receiver", "Other"),
        "TestGreaterThan" => Operator(ValueOperations.GreaterThan, "Receiver", "Other"),
        "TestLessThanOrEqualTo" => Operator(ValueOperations.LessOrEqual, "Receiver", "Other"),
        "TestGreaterThanOrEqualTo" => Operator(ValueOperations.GreaterOrEqual, "Receiver", "Other"),
        "TestHasElement" => row => ValueComparison.Of(row.Value("Want"), ValueOperations.SetContains(row.Value("Set"), row.Value("Elem"))),
        "TestValueNegate" => Operator(ValueOperations.Negate),
        "TestValueNot" => Operator(ValueOperations.Not),
        "TestValueGetAttr" => row => At(row, "Object", ValuePath.Root.Attribute(Value.String(row.Text("AttrName")).Text)),
        "TestValueIndex" => row => At(row, "Collection", ValuePath.Root.Index(row.Value("Key"))),
        "TestValueHasIndex" => Operator(ValueOperations.HasIndex, "Collection", "Key"),
        "TestCanListVal" or "TestCanSetVal" or "TestCanMapVal" => row => Comparison.Of(row.IsTrue("Want"), ElementTypes.CommonType([.. row.Values("Elems")]) is not null, "agreement"),
        "TestHasWhollyKnownType" => row => Comparison.Of(row.IsTrue("Want"), ValueOperations.HasKnownType(row.Value("Value")), "has a known type"),
        "TestValueGoString" => row => ValueComparison.Of(GoSourceReader.ReadValue(row.Text("Want")), row.Value("Value")),
        "TestTypeGoString" => row => ValueComparison.OfTypes(GoSourceReader.ReadType(row.Text("Want")), row.Type("Type")),
        "TestValueRawEquals" => row => Comparison.Of(row.IsTrue("Expected"), row.Value("LHS").Equals(row.Value("RHS")), "equality"),
        "TestValueAbsolute" => Operator(ValueOperations.Absolute),
        "TestElements" => row => CompareElements(row.Value("Input"), row.Find("Want")),
        "TestValueForEachElement" => row => CompareElements(row.Value("Receiver"), row.Find("Expected")),
        "TestSetOrder" => CompareSetOrder,
        "TestSetVal_nestedStructures" => row => Comparison.Of(1, ((SequenceValue)Value.Set(row.Arguments[0].Type, row.Arguments)).Count, "elements"),
        "TestUnknownAsNull" => row => ValueComparison.Of(row.Value("Want"), ValueOperations.Transform(row.Value("Input"), NullForUnknown)),
        "TestContainsMarked" => row => Comparison.Of(row.IsTrue("want"), row.Value("val").ContainsMarked, "contains marked"),
        "TestIsMarked" => row => Comparison.Of(row.IsTrue("want"), row.Value("val").IsMarked, "is marked"),
        "TestPathValueMarks" => row => ValueComparison.Of(row.Value("unmarked"), row.Value("marked").UnmarkDeepWithPaths(out _)),
        "TestValueWrangleMarksDeep" => row => ValueComparison.Of(row.Value("want"), ValueOperations.Transform(row.Value("input"), (_, v) => v)),
        "TestObjectTypeEquals" or "TestTupleTypeEquals" => row => Comparison.Of(row.IsTrue("Expected"), row.Type("LHS").Equals(row.Type("RHS")), "equality"),
        "TestTypeIsPrimitiveType" => row => Comparison.Of(row.IsTrue("Want"), row.Type("Type").IsPrimitive, "is primitive"),
        "TestTypeTestConformance" => row => Comparison.Of(row.IsTrue("Conforms"), Core.Types.TypeConformance.ConformsTo(row.Type("Receiver"), row.Type("Given")), "conforms"),
        "TestWithoutOptionalAttributesDeep" => row => ValueComparison.OfTypes(row.Type("expected"), row.Type("ty").WithoutOptionalAttributes()),
        "TestHasDynamicTypes" => row => Comparison.Of(row.IsTrue("expected"), row.Type("ty").HasDynamic, "has dynamic"),
        _ => null,
    };

    private static Func<CtyRow, Comparison> Operator(Func<Value, Value, Value> apply, string left, string right) =>
        row => ValueComparison.Of(row.Value("Expected"), apply(row.Value(left), row.Value(right)));

    private static Func<CtyRow, Comparison> Operator(Func<Value, Value> apply) =>
        row => ValueComparison.Of(row.Value("Expected"), apply(row.Value("Receiver")));

    private static Comparison At(CtyRow row, string field, ValuePath path)
    {
        var expected = row.Value("Expected");
        return ValueOperations.At(row.Value(field), path) is { } found
            ? ValueComparison.Of(expected, found)
            : Comparison.Different(ValueComparison.Show(expected), "nothing at the path");
    }

    /// <summary>Elements in order with their keys; the key of a set's element is itself.</summary>
    private static Comparison CompareElements(Value collection, JsonElement? expected)
    {
        IEnumerable<(Value Key, Value Element)> elements = collection switch
        {
            SetValue s => s.Elements.Select(e => (e, e)),
            SequenceValue s => s.Elements.Select((e, i) => ((Value)Value.Number(i), e)),
            NamedValues n => n.Entries.Select(e => ((Value)Value.String(e.Key), e.Value)),
            var other => throw new FormatException($"{other} has no elements"),
        };
        var wanted = expected?.EnumerateArray().Select(e => (TypedValueReader.Read(e[0]), TypedValueReader.Read(e[1]))) ?? [];
        return Comparison.OfText(string.Join('\n', wanted), string.Join('\n', elements));
    }

    /// <summary>Whether one element comes before the other in a set of both; never before one like itself.</summary>
    private static Comparison CompareSetOrder(CtyRow row)
    {
        var (a, b) = (row.Value("a"), row.Value("b"));
        var set = (SetValue)Value.Set(a.Type, b, a);
        return Comparison.Of(row.IsTrue("want"), !a.Equals(b) && set[0].Equals(a), $"{a} before {b}");
    }

    private static Value NullForUnknown(ValuePath path, Value value) => value.IsKnown ? value : Value.Null(value.Type).WithMarks(value.Marks);
}
