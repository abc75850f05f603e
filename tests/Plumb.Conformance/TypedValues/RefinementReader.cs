using System.Text.Json;
using Plumb.Core.Values;

namespace Plumb.Conformance.TypedValues;

/// <summary>Reads what the corpus says of an unknown value: the calls that built its refinement, by name.</summary>
internal static class RefinementReader
{
    public static Refinement Read(Refinement start, JsonElement refine) =>
        refine.EnumerateObject().Aggregate(start, (refinement, fact) => Add(refinement, fact.Name, fact.Value));

    private static Refinement Add(Refinement refinement, string fact, JsonElement value) => fact switch
    {
        "not_null" => refinement with { NotNull = true },
        "prefix" => refinement with { StringPrefix = SafePrefix.Of(value.GetString() ?? "") },
        "prefix_full" => refinement with { StringPrefix = value.GetString() },
        "min_length" => refinement with { LengthMin = value.GetInt32() },
        "max_length" => refinement with { LengthMax = value.GetInt32() },
        "length" => refinement with { LengthMin = value.GetInt32(), LengthMax = value.GetInt32() },
        "NumberRangeLowerBound" => refinement with { LowerBound = ReadBound(value) },
        "NumberRangeUpperBound" => refinement with { UpperBound = ReadBound(value) },
        "NumberRangeInclusive" => refinement with { LowerBound = ReadInclusiveBound(value[0]), UpperBound = ReadInclusiveBound(value[1]) },
        _ => throw new FormatException($"not a refinement: {fact}"),
    };

    private static NumberBound ReadBound(JsonElement bound) => new(TypedValueReader.ReadNumber(bound[0]), bound[1].GetBoolean());

    /// <summary>An unknown bound is no bound.</summary>
    private static NumberBound? ReadInclusiveBound(JsonElement bound) =>
        bound.ValueKind == JsonValueKind.Object ? null : new NumberBound(TypedValueReader.ReadNumber(bound), true);
}
