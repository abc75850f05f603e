using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>What keeps an answer of a provider from being an object that exists: another type than the schema says, or values that are not known.</summary>
internal static class AnswerFaults
{
    private const int MostNamed = 5;

    /// <summary>The end of a sentence about the answer, with the attributes that are at fault; null where nothing is.</summary>
    public static string? Of(BlockSchema schema, Value answer)
    {
        if (!TypeConformance.ConformsTo(answer.Type, schema.ImpliedType)) return "is not of the type that its schema says";
        if (answer.IsWhollyKnown) return null;
        var places = UnknownPlaces(answer);
        return $"has unknown values at {string.Join(", ", places.Take(MostNamed).Select(p => p.IsRoot ? "the whole object" : p.ToString()))}{(places.Count > MostNamed ? $" and {places.Count - MostNamed} more places" : "")}";
    }

    /// <summary>Where values are not known, outermost first.</summary>
    public static IReadOnlyList<ValuePath> UnknownPlaces(Value value)
    {
        var places = new List<ValuePath>();
        ValueOperations.Transform(value, (path, part) =>
        {
            if (part is UnknownValue) places.Add(path);
            return part;
        });
        return places;
    }
}
