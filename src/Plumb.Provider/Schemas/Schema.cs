using Plumb.Core.Types;
using Plumb.Provider.Behaviors;

namespace Plumb.Provider.Schemas;

/// <summary>What one thing of a provider looks like: its version and its root block.</summary>
public sealed record Schema(long Version, BlockSchema Block)
{
    public static Schema Empty { get; } = new(0, new BlockSchema());

    /// <summary>
    /// Whether objects of the resource exist nowhere but in the state, as random values do. One whose creation was cut
    /// short is missed nowhere, so that nothing needs to be written down before it is made. Providers behind the plugin
    /// protocol cannot say so.
    /// </summary>
    public bool IsStateOnly { get; init; }
}

/// <summary>Attributes and nested blocks. Immutable; the implied type is computed once and shared by all values of the schema.</summary>
public sealed class BlockSchema
{
    private ObjectType? _impliedType;

    /// <summary>In the order of declaration; names are unique among attributes and blocks.</summary>
    public IReadOnlyList<AttributeSchema> Attributes { get; init; } = [];

    public IReadOnlyList<NestedBlockSchema> Blocks { get; init; } = [];

    public string Description { get; init; } = "";

    public bool DescriptionIsMarkdown { get; init; }

    public string? DeprecationMessage { get; init; }

    /// <summary>Where a configuration has no block of this kind, the provider may say which there are. Version 6 of the protocol only.</summary>
    public bool Computed { get; init; }

    /// <summary>The type of a value of this block.</summary>
    public ObjectType ImpliedType => _impliedType ??= DataType.Object(
        Attributes.Select(a => KeyValuePair.Create(a.Name, a.ImpliedType))
            .Concat(Blocks.Select(b => KeyValuePair.Create(b.Name, b.ImpliedType))));

    public AttributeSchema? FindAttribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);

    public NestedBlockSchema? FindBlock(string name) => Blocks.FirstOrDefault(b => b.Name == name);
}

/// <summary>One attribute: either of a <see cref="Type"/> or of nested attributes.</summary>
public sealed record AttributeSchema(string Name)
{
    public AttributeSchema(string name, DataType type) : this(name) => Type = type;

    /// <summary>Null where <see cref="Nested"/> says the type.</summary>
    public DataType? Type { get; init; }

    public NestedAttributes? Nested { get; init; }

    public bool Required { get; init; }

    public bool Optional { get; init; }

    public bool Computed { get; init; }

    public bool Sensitive { get; init; }

    /// <summary>The provider sees it in the configuration; it is null in plans and states.</summary>
    public bool WriteOnly { get; init; }

    public string Description { get; init; } = "";

    public bool DescriptionIsMarkdown { get; init; }

    public string? DeprecationMessage { get; init; }

    /// <summary>How the provider itself checks and plans the attribute; null in the schema of a plugin, which keeps that to itself.</summary>
    public AttributeBehavior? Behavior { get; init; }

    public DataType ImpliedType => Nested?.ImpliedType ?? Type ?? DataType.Dynamic;

    /// <summary>What a configuration may write: nested attributes that need not be set may be left out.</summary>
    public DataType ConfigType => Nested?.ConfigType ?? ImpliedType;
}

public enum NestingMode
{
    Single,

    /// <summary>Single, and present with default values where it is not written. Blocks only.</summary>
    Group,
    List,
    Set,
    Map,
}

/// <summary>An attribute that is an object, or a collection of objects, of attributes with their own schemas.</summary>
public sealed class NestedAttributes(NestingMode nesting, IReadOnlyList<AttributeSchema> attributes)
{
    private DataType? _impliedType;
    private DataType? _configType;

    public NestingMode Nesting { get; } = nesting;

    public IReadOnlyList<AttributeSchema> Attributes { get; } = attributes;

    public ObjectType ObjectType { get; } = DataType.Object(attributes.Select(a => KeyValuePair.Create(a.Name, a.ImpliedType)));

    public DataType ImpliedType => _impliedType ??= Nest(ObjectType);

    /// <summary>The same with the attributes optional that a configuration need not set.</summary>
    public DataType ConfigType => _configType ??= Nest(DataType.Object(
        Attributes.Select(a => KeyValuePair.Create(a.Name, a.ConfigType)), Attributes.Where(a => !a.Required).Select(a => a.Name)));

    private DataType Nest(ObjectType type) => Nesting switch
    {
        NestingMode.List => DataType.List(type),
        NestingMode.Set => DataType.Set(type),
        NestingMode.Map => DataType.Map(type),
        _ => type,
    };
}

public sealed class NestedBlockSchema(string name, NestingMode nesting, BlockSchema block)
{
    private DataType? _impliedType;

    public string Name { get; } = name;

    public NestingMode Nesting { get; } = nesting;

    public BlockSchema Block { get; } = block;

    public int MinItems { get; init; }

    /// <summary>0 for no bound.</summary>
    public int MaxItems { get; init; }

    /// <summary>As with attributes.</summary>
    public AttributeBehavior? Behavior { get; init; }

    /// <summary>A collection of the block's type; dynamically typed content makes list and map a tuple and an object, whose type only a value knows.</summary>
    public DataType ImpliedType => _impliedType ??= Nesting switch
    {
        NestingMode.List => Block.ImpliedType.HasDynamic ? DataType.Dynamic : DataType.List(Block.ImpliedType),
        NestingMode.Set => DataType.Set(Block.ImpliedType),
        NestingMode.Map => Block.ImpliedType.HasDynamic ? DataType.Dynamic : DataType.Map(Block.ImpliedType),
        _ => Block.ImpliedType,
    };
}

/// <summary>The attributes that tell a remote object apart from every other, beside its state.</summary>
public sealed record IdentitySchema(long Version, IReadOnlyList<IdentityAttribute> Attributes)
{
    public ObjectType ImpliedType => DataType.Object(Attributes.Select(a => KeyValuePair.Create(a.Name, a.Type)));
}

public sealed record IdentityAttribute(string Name, DataType Type, bool RequiredForImport, bool OptionalForImport, string Description);
