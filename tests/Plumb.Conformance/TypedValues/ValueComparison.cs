using Plumb.Conformance.Running;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.TypedValues;

/// <summary>Compares two values exactly: type, content, unknown-ness, refinements, marks. Differences name their paths.</summary>
internal static class ValueComparison
{
    public static Comparison Of(Value expected, Value actual)
    {
        if (expected.Equals(actual)) return Comparison.Equal;
        var differences = new List<string>();
        Compare(ValuePath.Root, expected, actual, differences);
        return Comparison.Different(Show(expected), Show(actual), differences);
    }

    /// <summary>A value with its type, as failures print it.</summary>
    public static string Show(Value value) => $"{value} : {JsonValueCodec.TypeToText(value.Type)}";

    public static Comparison OfTypes(DataType? expected, DataType? actual)
    {
        if (Equals(expected, actual)) return Comparison.Equal;
        return Comparison.Different(Show(expected), Show(actual));
    }

    private static string Show(DataType? type) => type is null ? "no type" : JsonValueCodec.TypeToText(type);

    private static void Compare(ValuePath path, Value expected, Value actual, List<string> differences)
    {
        if (expected.Equals(actual)) return;
        var before = differences.Count;
        if (!expected.Marks.Equals(actual.Marks)) differences.Add($"{Place(path)}: expected marks ({expected.Marks}), got ({actual.Marks})");
        if (!expected.Type.Equals(actual.Type))
        {
            differences.Add($"{Place(path)}: expected {Show(expected)}, got {Show(actual)}");
            return;
        }
        switch (expected.Unmarked, actual.Unmarked)
        {
            case (SetValue e, SetValue a): CompareSets(path, e, a, differences); break;
            case (SequenceValue e, SequenceValue a): CompareSequences(path, e, a, differences); break;
            case (NamedValues e, NamedValues a): CompareNamed(path, e, a, differences); break;
            case (UnknownValue e, UnknownValue a) when e.Refinement != a.Refinement: differences.Add($"{Place(path)}: expected {e.Refinement}, got {a.Refinement}"); break;
        }
        if (differences.Count == before) differences.Add($"{Place(path)}: expected {expected}, got {actual}");
    }

    private static void CompareSets(ValuePath path, SetValue expected, SetValue actual, List<string> differences)
    {
        differences.AddRange(expected.Elements.Except(actual.Elements).Select(e => $"{Place(path)}: the set lacks {e}"));
        differences.AddRange(actual.Elements.Except(expected.Elements).Select(e => $"{Place(path)}: the set holds {e} too"));
        if (differences.Count == 0) CompareSequences(path, expected, actual, differences);
    }

    private static void CompareSequences(ValuePath path, SequenceValue expected, SequenceValue actual, List<string> differences)
    {
        if (expected.Count != actual.Count) differences.Add($"{Place(path)}: expected {expected.Count} elements, got {actual.Count}");
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++) Compare(path.Index(Value.Number(i)), expected[i], actual[i], differences);
    }

    private static void CompareNamed(ValuePath path, NamedValues expected, NamedValues actual, List<string> differences)
    {
        foreach (var (name, value) in expected.Entries)
        {
            if (actual[name] is { } other) Compare(path.Index(Value.String(name)), value, other, differences);
            else differences.Add($"{Place(path)}: lacks {name}");
        }
        differences.AddRange(actual.Entries.Where(e => !expected.Has(e.Key)).Select(e => $"{Place(path)}: has {e.Key} too"));
    }

    private static string Place(ValuePath path) => path.IsRoot ? "value" : path.ToString();
}
