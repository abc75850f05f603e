using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>
/// What a body may hold and the type of the object it decodes to: attributes and nested blocks by name. Immutable, made
/// once for each schema; everything that follows from it is computed once.
/// </summary>
public sealed class BodySpec
{
    private bool? _attributesMayBeBlocks;

    public BodySpec(IReadOnlyDictionary<string, AttributeSpec> attributes, IReadOnlyDictionary<string, BlockSpec> blocks)
    {
        Attributes = attributes;
        Blocks = blocks;
    }

    public static BodySpec Empty { get; } = new(new Dictionary<string, AttributeSpec>(), new Dictionary<string, BlockSpec>());

    public IReadOnlyDictionary<string, AttributeSpec> Attributes { get; }

    /// <summary>Names are distinct from those of the attributes.</summary>
    public IReadOnlyDictionary<string, BlockSpec> Blocks { get; }

    /// <summary>
    /// The type of every decoded value; a caller that holds an equal one sets it, so that there is one instance. Where it
    /// contains the dynamic type, a value's own type says more.
    /// </summary>
    public ObjectType DecodedType
    {
        get => field ??= DataType.Object(
            Attributes.Select(a => KeyValuePair.Create(a.Key, a.Value.DecodedType))
                .Concat(Blocks.Where(b => !Attributes.ContainsKey(b.Key)).Select(b => KeyValuePair.Create(b.Key, b.Value.DecodedType))));
        init;
    }

    /// <summary>What an empty body decodes to where nothing is required.</summary>
    public ObjectValue EmptyValue => field ??= Value.Object(DecodedType.Attributes.Select(a =>
        KeyValuePair.Create(a.Name, Blocks.TryGetValue(a.Name, out var block) ? block.AbsentValue : Value.Null(a.Type))));

    /// <summary>
    /// Whether lists and sets of objects may be written as blocks. Only providers of the old kind declare such
    /// attributes for what their users write as blocks, and those use no type that the old kind could not.
    /// </summary>
    public bool AttributesMayBeBlocks => _attributesMayBeBlocks ??=
        Attributes.Values.All(a => a.IsOfLegacyKind) && Blocks.Values.All(b => b.Body.AttributesMayBeBlocks);

    internal BodySchema Schema => field ??= new BodySchema(
        [.. Attributes.Select(a => new AttributeSchema(a.Key, a.Value.Required))],
        [.. Blocks.Select(b => b.Value.Header(b.Key))]);
}
