using System.Text;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Formatting;
using Plumb.Hcl.Parsing;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Generating;

/// <summary>
/// Writes the <c>resource</c> block that describes an existing object: all that a configuration can set, by name, as the
/// object has it. Left out is what the provider alone decides and what is deprecated; of what is sensitive only the name is written.
/// </summary>
internal sealed class ResourceText
{
    private readonly StringBuilder _text = new();

    private readonly bool _isConfiguration;

    private ResourceText(bool isConfiguration) => _isConfiguration = isConfiguration;

    /// <summary>The block in canonical layout, without a line end after it.</summary>
    /// <param name="name">What the block is called.</param>
    /// <param name="provider">The configuration of the provider, where it has to be named.</param>
    /// <param name="schema">The schema of the resource.</param>
    /// <param name="value">What the block is to say.</param>
    /// <param name="isConfiguration">The provider said that this is what a configuration would say, rather than all that the object has.</param>
    public static string Write(ResourceName name, ProviderReference? provider, BlockSchema schema, ObjectValue value, bool isConfiguration)
    {
        var writer = new ResourceText(isConfiguration);
        writer._text.Append("resource \"").Append(name.Type).Append("\" \"").Append(name.Name).Append("\" {\n");
        if (provider is not null) writer._text.Append("provider = ").Append(provider).Append(provider.Key is { } key ? $"[{key.Span.Text}]" : "").Append('\n');
        // Providers of an older make give every resource an id that only looks as if it could be set.
        writer.Attributes(schema.Attributes.Where(a => isConfiguration || a is not { Name: "id", Computed: true, Optional: true }), value);
        writer.Blocks(schema, value);
        writer._text.Append('}');
        return HclFormatter.FormatTokens(writer._text.ToString());
    }

    private void Attributes(IEnumerable<AttributeSchema> attributes, NamedValues value)
    {
        foreach (var attribute in attributes.Where(a => a.DeprecationMessage is null && (a.Required || a.Optional)).OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var content = value[attribute.Name] ?? Value.Null(attribute.ImpliedType);
            if (_isConfiguration && attribute.Computed && content.IsNull) continue;
            Name(attribute.Name);
            _text.Append(" = ");
            if (attribute.Sensitive) _text.Append(Secret(attribute.Nested)).Append(" # sensitive");
            else if (attribute.Nested is { } nested) Nested(nested, content);
            else _text.Append(Expression(attribute, content));
            if (attribute.WriteOnly) _text.Append(attribute.Sensitive ? " write-only" : " # write-only");
            _text.Append('\n');
        }
    }

    /// <summary>What stands where a secret is: nothing, in the form that the argument wants.</summary>
    private static string Secret(NestedAttributes? nested) => nested?.Nesting switch
    {
        null => "null",
        NestingMode.List or NestingMode.Set => "[]",
        _ => "{}",
    };

    private string Expression(AttributeSchema attribute, Value value) => value switch
    {
        // Providers of an older make cannot tell an empty text from none.
        StringValue { Text: "" } when attribute.Optional && !_isConfiguration => "null",
        StringValue text => Json(text.Text) is { } json ? $"jsonencode({ValueExpressions.Write(json)})" : ValueExpressions.Write(text),
        _ => ValueExpressions.Write(value),
    };

    /// <summary>What a text that is a JSON object or array holds; null for any other text.</summary>
    private static Value? Json(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 || trimmed[0] is not ('{' or '[')) return null;
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(trimmed);
            return JsonValueCodec.Read(utf8, JsonValueCodec.ImpliedType(utf8));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private void Nested(NestedAttributes schema, Value value)
    {
        switch (value)
        {
            case SequenceValue elements:
                _text.Append("[\n");
                foreach (var element in Objects(elements))
                {
                    NestedObject(schema, element);
                    _text.Append(",\n");
                }
                _text.Append(']');
                break;
            case MapValue map:
                _text.Append("{\n");
                foreach (var (key, element) in map.Entries)
                {
                    Name(key);
                    _text.Append(" = ");
                    if (element is ObjectValue o) NestedObject(schema, o);
                    else _text.Append("null");
                    _text.Append('\n');
                }
                _text.Append('}');
                break;
            case ObjectValue one:
                NestedObject(schema, one);
                break;
            default:
                _text.Append("null");
                break;
        }
    }

    private void NestedObject(NestedAttributes schema, ObjectValue value)
    {
        _text.Append("{\n");
        Attributes(schema.Attributes, value);
        _text.Append('}');
    }

    private void Blocks(BlockSchema schema, NamedValues value)
    {
        foreach (var block in schema.Blocks.Where(b => b.Block.DeprecationMessage is null).OrderBy(b => b.Name, StringComparer.Ordinal))
        {
            switch (value[block.Name])
            {
                case SequenceValue elements:
                    foreach (var element in Objects(elements)) Block(block, null, element);
                    break;
                case NamedValues labelled when block.Nesting == NestingMode.Map:
                    foreach (var (label, element) in labelled.Entries)
                        if (element is ObjectValue o) Block(block, label, o);
                    break;
                case ObjectValue one:
                    Block(block, null, one);
                    break;
            }
        }
    }

    private void Block(NestedBlockSchema block, string? label, ObjectValue value)
    {
        _text.Append(block.Name);
        if (label is not null) _text.Append(' ').Append(ValueExpressions.Write(Value.String(label)));
        _text.Append(" {\n");
        Attributes(block.Block.Attributes, value);
        Blocks(block.Block, value);
        _text.Append("}\n");
    }

    private static IEnumerable<ObjectValue> Objects(SequenceValue elements)
    {
        for (var i = 0; i < elements.Count; i++)
            if (elements[i] is ObjectValue element) yield return element;
    }

    private void Name(string name) => _text.Append(Identifiers.IsValid(name) ? name : ValueExpressions.Write(Value.String(name)));
}
