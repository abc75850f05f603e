using Plumb.Core.Numerics;
using Plumb.Core.Text;

namespace Plumb.Hcl.Json;

/// <summary>A JSON value with its places in the source.</summary>
internal abstract class JsonNode(SourceSpan span)
{
    public SourceSpan Span { get; } = span;

    /// <summary>What a diagnostic points at that is about the value as a whole.</summary>
    public virtual SourceSpan StartSpan => Span;
}

internal sealed class JsonObject(IReadOnlyList<JsonProperty> properties, SourceSpan open, SourceSpan close) : JsonNode(open.To(close))
{
    public IReadOnlyList<JsonProperty> Properties { get; } = properties;

    public SourceSpan Open { get; } = open;

    public SourceSpan Close { get; } = close;

    public override SourceSpan StartSpan => Open;
}

internal sealed class JsonProperty(JsonString name, JsonNode value)
{
    public JsonString Name { get; } = name;

    public JsonNode Value { get; } = value;

    public SourceSpan Span => Name.Span.To(Value.Span);
}

internal sealed class JsonArray(IReadOnlyList<JsonNode> elements, SourceSpan open, SourceSpan close) : JsonNode(open.To(close))
{
    public IReadOnlyList<JsonNode> Elements { get; } = elements;

    public SourceSpan Open { get; } = open;

    public override SourceSpan StartSpan => Open;
}

/// <summary>The span includes the quotes.</summary>
internal sealed class JsonString(string text, SourceSpan span) : JsonNode(span)
{
    public string Text { get; } = text;
}

internal sealed class JsonNumber(Number number, SourceSpan span) : JsonNode(span)
{
    public Number Number { get; } = number;
}

internal sealed class JsonBool(bool isTrue, SourceSpan span) : JsonNode(span)
{
    public bool IsTrue { get; } = isTrue;
}

internal sealed class JsonNull(SourceSpan span) : JsonNode(span);

/// <summary>Where the source is no JSON, which has been reported.</summary>
internal sealed class JsonInvalid(SourceSpan span) : JsonNode(span);
