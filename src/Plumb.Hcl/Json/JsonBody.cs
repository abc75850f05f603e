using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>
/// A body in JSON: an object, or an array of objects that are read as one. The schema decides which properties are
/// attributes and which blocks. A property named <c>//</c> is a comment.
/// </summary>
internal sealed class JsonBody(JsonNode node, IReadOnlySet<string> hidden) : Body
{
    public JsonBody(JsonNode node) : this(node, new HashSet<string>())
    {
    }

    public const string CommentName = "//";

    public JsonNode Node => node;

    public override SourceSpan MissingItemSpan => node is JsonObject o ? o.Close : node.StartSpan;

    public override BodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var reader = new JsonBodyReader(this, hidden, schema, diagnostics);
        var content = reader.Read();
        reader.ReportUnexpected();
        return content;
    }

    public override BodyContent GetPartialContent(BodySchema schema, out Body remainder, DiagnosticBag diagnostics)
    {
        var reader = new JsonBodyReader(this, hidden, schema, diagnostics);
        var content = reader.Read();
        remainder = new JsonBody(node, reader.UsedNames);
        return content;
    }

    public override IReadOnlyDictionary<string, BodyAttribute> GetAttributes(DiagnosticBag diagnostics)
    {
        var attributes = new Dictionary<string, BodyAttribute>(StringComparer.Ordinal);
        if (node is not JsonObject source)
        {
            diagnostics.Add(HclRules.JsonWrongType, node.StartSpan, "The arguments of this block are to be set here by an object.");
            return attributes;
        }
        foreach (var property in source.Properties)
        {
            var name = property.Name.Text;
            if (name == CommentName || hidden.Contains(name)) continue;
            var attribute = ToAttribute(property);
            if (!attributes.TryAdd(name, attribute))
                diagnostics.Add(HclRules.JsonDuplicateAttribute, property.Name.Span, $"The argument \"{name}\" is set at {attributes[name].Span} already.");
        }
        return attributes;
    }

    public static BodyAttribute ToAttribute(JsonProperty property) =>
        new(property.Name.Text, new JsonExpression(property.Value), property.Span, property.Name.Span);
}
