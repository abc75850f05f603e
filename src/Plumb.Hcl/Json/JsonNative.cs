using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>Turns JSON into nodes of native syntax by parsing its strings.</summary>
internal static class JsonNative
{
    public static Expression From(JsonNode node) => node switch
    {
        JsonString s => ParseTemplate(s),
        JsonNumber n => new LiteralExpression(Value.Number(n.Number), n.Span),
        JsonBool b => new LiteralExpression(Value.Bool(b.IsTrue), b.Span),
        JsonNull => new LiteralExpression(Value.DynamicNull, node.Span),
        JsonArray a => new TupleExpression([.. a.Elements.Select(From)], a.Open, a.Span),
        JsonObject o => FromObject(o),
        _ => new InvalidExpression(node.Span),
    };

    public static Traversal? ParseTraversal(JsonString text) =>
        Parser.ForCode(SourceOf(text), new DiagnosticBag()).ParseWholeTraversal();

    /// <summary>A whole string as one expression, not as a template.</summary>
    public static Expression ParseCode(JsonString text, DiagnosticBag diagnostics) =>
        Parser.ForCode(SourceOf(text), diagnostics).ParseWholeExpression();

    public static FunctionCallExpression? ParseCall(JsonString text)
    {
        var diagnostics = new DiagnosticBag();
        var expression = Parser.ForCode(SourceOf(text), diagnostics).ParseWholeExpression();
        return diagnostics.HasErrors ? null : StaticExpressions.AsCall(expression);
    }

    private static Expression ParseTemplate(JsonString text)
    {
        if (text.Text.AsSpan().IndexOfAny('$', '%') < 0) return new LiteralExpression(Value.String(text.Text), text.Span);
        var diagnostics = new DiagnosticBag();
        var template = Parser.ForTemplate(SourceOf(text), diagnostics).ParseWholeTemplate();
        if (diagnostics.HasErrors) return new InvalidExpression(text.Span) { Faults = diagnostics.ToList() };
        return template is LiteralExpression literal ? literal with { Span = text.Span } : template;
    }

    private static ObjectExpression FromObject(JsonObject source)
    {
        var items = new List<ObjectItem>(source.Properties.Count);
        var written = new Dictionary<string, JsonString>(StringComparer.Ordinal);
        foreach (var property in source.Properties)
        {
            var key = new ObjectKeyExpression(ParseTemplate(property.Name), ForceNonLiteral: true, property.Name.Span);
            var isNew = key.Wrapped is not LiteralExpression || written.TryAdd(property.Name.Text, property.Name);
            items.Add(new ObjectItem(key, isNew ? From(property.Value) : Duplicate(property.Name, written[property.Name.Text])));
        }
        return new ObjectExpression(items, source.Open, source.Span);
    }

    /// <summary>In native syntax the last of two equal keys counts; in JSON they are an error.</summary>
    private static InvalidExpression Duplicate(JsonString name, JsonString earlier) => new(name.Span)
    {
        Faults = [new Diagnostic(HclRules.JsonDuplicateKey, name.Span, $"There is a property \"{name.Text}\" at {earlier.Span} already.")],
    };

    private static SourceText SourceOf(JsonString text)
    {
        // Without escapes the string is found in the file as it is.
        var inner = text.Span with { Start = text.Span.Start + 1, End = text.Span.End - 1 };
        return inner.Length == text.Text.Length && inner.Text == text.Text
            ? SourceText.Of(inner)
            : SourceText.Decoded(text.Span.File, text.Text, JsonStringDecoder.OriginsOf(text));
    }
}
