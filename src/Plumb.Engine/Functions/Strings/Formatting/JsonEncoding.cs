using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Json;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings.Formatting;

/// <summary>A wholly known, unmarked value as compact JSON with its own type.</summary>
internal static class JsonEncoding
{
    internal static bool TryEncode(Value value, [NotNullWhen(true)] out string? json, [NotNullWhen(false)] out string? problem)
    {
        problem = HoldsInfinity(value) ? "JSON has no infinity" : null;
        json = problem is null ? JsonValueCodec.ToText(value, value.Type) : null;
        return problem is null;
    }

    private static bool HoldsInfinity(Value value) => value switch
    {
        NumberValue n => n.Number.IsInfinity,
        SequenceValue s => s.Elements.Any(HoldsInfinity),
        NamedValues n => n.Values.Any(HoldsInfinity),
        _ => false,
    };
}
