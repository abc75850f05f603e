using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>Reads the type expressions of the specification suite: <c>object({a = string})</c>.</summary>
internal static class SpecTypes
{
    public static DataType Read(Expression expression)
    {
        if (StaticExpressions.AsKeyword(expression) is { } keyword) return ReadKeyword(keyword);
        if (StaticExpressions.AsCall(expression) is not { Arguments: [var argument] } call) throw new FormatException($"not a type: {expression.Span.Text}");
        return call.Name switch
        {
            "list" => DataType.List(Read(argument)),
            "set" => DataType.Set(Read(argument)),
            "map" => DataType.Map(Read(argument)),
            "tuple" => DataType.Tuple([.. (StaticExpressions.AsList(argument) ?? []).Select(Read)]),
            "object" => DataType.Object((StaticExpressions.AsMap(argument) ?? []).Select(a => KeyValuePair.Create(ReadName(a.Key), Read(a.Value)))),
            _ => throw new FormatException($"not a type: {call.Name}"),
        };
    }

    private static DataType ReadKeyword(string keyword) => keyword switch
    {
        "string" => DataType.String,
        "number" => DataType.Number,
        "bool" => DataType.Bool,
        "any" => DataType.Dynamic,
        _ => throw new FormatException($"not a type: {keyword}"),
    };

    /// <summary>An attribute's name; true, false and null are names here too.</summary>
    private static string ReadName(Expression key) => StaticExpressions.AsKeyword(key) ?? Unwrap(key) switch
    {
        LiteralExpression { Value: StringValue s } => s.Text,
        _ => key.Span.Text,
    };

    private static Expression Unwrap(Expression key) => key is ObjectKeyExpression k ? k.Wrapped : key;
}
