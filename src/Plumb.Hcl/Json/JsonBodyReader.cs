using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>One reading of a JSON body through a schema.</summary>
internal sealed class JsonBodyReader
{
    private readonly JsonBody _body;
    private readonly IReadOnlySet<string> _hidden;
    private readonly BodySchema _schema;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<JsonProperty> _properties;
    private readonly HashSet<string> _used;
    private readonly Dictionary<string, BodyAttribute> _attributes = new(StringComparer.Ordinal);
    private readonly List<BodyBlock> _blocks = [];

    public JsonBodyReader(JsonBody body, IReadOnlySet<string> hidden, BodySchema schema, DiagnosticBag diagnostics)
    {
        _body = body;
        _hidden = hidden;
        _schema = schema;
        _diagnostics = diagnostics;
        _used = new HashSet<string>(hidden, StringComparer.Ordinal);
        _properties = Flatten(body.Node, "An object should stand here, with the arguments and blocks of this body, or an array of such objects.");
    }

    public IReadOnlySet<string> UsedNames => _used;

    public BodyContent Read()
    {
        var attributes = _schema.Attributes.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        var headers = new Dictionary<string, BlockHeaderSchema>(StringComparer.Ordinal);
        foreach (var header in _schema.Blocks) headers[header.Type] = header;

        foreach (var property in _properties)
        {
            var name = property.Name.Text;
            if (_hidden.Contains(name)) continue;
            if (attributes.Contains(name)) AddAttribute(property);
            else if (headers.TryGetValue(name, out var header)) AddBlocks(property.Value, new Header(header, property.Name.Span, [], []));
            else continue;
            _used.Add(name);
        }

        foreach (var wanted in _schema.Attributes)
        {
            if (wanted.Required && !_attributes.ContainsKey(wanted.Name))
                _diagnostics.Add(HclRules.MissingArgument, _body.MissingItemSpan, $"The argument \"{wanted.Name}\" is required, but it is not set.");
        }
        return new BodyContent(_attributes, _blocks, _body.MissingItemSpan);
    }

    public void ReportUnexpected()
    {
        foreach (var property in _properties)
        {
            var name = property.Name.Text;
            if (name == JsonBody.CommentName || _used.Contains(name)) continue;
            var candidates = _schema.Attributes.Select(a => a.Name).Where(n => !_used.Contains(n)).Concat(_schema.Blocks.Select(b => b.Type));
            _diagnostics.Add(new Diagnostic(HclRules.JsonExtraProperty, property.Name.Span, $"No argument or block \"{name}\" is expected here.")
            {
                Context = property.Span,
                Help = SimilarName.Find(name, candidates) is { } similar ? $"Did you mean \"{similar}\"?" : null,
            });
        }
    }

    private void AddAttribute(JsonProperty property)
    {
        var name = property.Name.Text;
        if (_attributes.TryAdd(name, JsonBody.ToAttribute(property))) return;
        _diagnostics.Add(new Diagnostic(HclRules.JsonDuplicateArgument, property.Name.Span, $"The argument \"{name}\" is set at {_attributes[name].Span} already.")
        {
            Context = property.Span,
        });
    }

    /// <summary>What is known of blocks while the objects around them are taken apart, each of which gives a label.</summary>
    private sealed record Header(BlockHeaderSchema Schema, SourceSpan TypeSpan, IReadOnlyList<string> Labels, IReadOnlyList<SourceSpan> LabelSpans)
    {
        public Header WithLabel(JsonString label) => this with { Labels = [.. Labels, label.Text], LabelSpans = [.. LabelSpans, label.Span] };
    }

    private void AddBlocks(JsonNode node, Header header)
    {
        if (header.Labels.Count < header.Schema.LabelNames.Count)
        {
            AddLabelledBlocks(node, header);
            return;
        }
        switch (node)
        {
            case JsonNull:
                break;
            case JsonObject o:
                AddBlock(o, o.Open, header);
                break;
            case JsonArray a:
                foreach (var element in a.Elements) AddBlock(element, a.Open, header);
                break;
            default:
                _diagnostics.Add(HclRules.JsonWrongType, node.StartSpan, $"A block of type \"{header.Schema.Type}\" is written as an object, several as an array of objects.");
                break;
        }
    }

    private void AddLabelledBlocks(JsonNode node, Header header)
    {
        var label = header.Schema.LabelNames[header.Labels.Count];
        var properties = Flatten(node, $"An object should stand here, whose property names are the {label} labels of this block, or an array of such objects.");
        if (properties.Count == 0)
            _diagnostics.Add(HclRules.JsonMissingLabel, node.StartSpan, $"An object should stand here with a property for each block of type \"{header.Schema.Type}\", named by its {label}.");
        foreach (var property in properties) AddBlocks(property.Value, header.WithLabel(property.Name));
    }

    private void AddBlock(JsonNode node, SourceSpan headerSpan, Header header) =>
        _blocks.Add(new BodyBlock(header.Schema.Type, header.Labels, new JsonBody(node), headerSpan, header.TypeSpan, header.LabelSpans));

    /// <summary>The properties of an object, or of all objects of an array; null is an empty one.</summary>
    private List<JsonProperty> Flatten(JsonNode node, string expectation)
    {
        var properties = new List<JsonProperty>();
        switch (node)
        {
            case JsonNull:
                break;
            case JsonObject o:
                properties.AddRange(o.Properties);
                break;
            case JsonArray a:
                foreach (var element in a.Elements)
                {
                    if (element is JsonObject o) properties.AddRange(o.Properties);
                    else _diagnostics.Add(HclRules.JsonWrongType, element.StartSpan, expectation);
                }
                break;
            default:
                _diagnostics.Add(HclRules.JsonWrongType, node.StartSpan, expectation);
                break;
        }
        return properties;
    }
}
