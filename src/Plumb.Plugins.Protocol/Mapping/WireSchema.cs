using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider.Schemas;
using BlockNesting = Plumb.Plugins.Protocol.Messages.Schema.Types.NestedBlock.Types.NestingMode;
using ObjectNesting = Plumb.Plugins.Protocol.Messages.Schema.Types.NestedObject.Types.NestingMode;
using WireSchemaMessage = Plumb.Plugins.Protocol.Messages.Schema;

namespace Plumb.Plugins.Protocol.Mapping;

/// <summary>Schemas as version 6 of the protocol writes them. Reading fails with <see cref="FormatException"/>.</summary>
public static class WireSchema
{
    /// <summary>Blocks and attributes inside one another; deeper ones come from no honest provider.</summary>
    private const int MaximumDepth = 64;

    public static Provider.Schemas.Schema Read(WireSchemaMessage? wire) =>
        wire is null ? Provider.Schemas.Schema.Empty : new Provider.Schemas.Schema(wire.Version, ReadBlock(wire.Block, 0));

    public static WireSchemaMessage Write(Provider.Schemas.Schema schema) => new() { Version = schema.Version, Block = WriteBlock(schema.Block, schema.Version) };

    public static Provider.Schemas.IdentitySchema Read(Messages.IdentitySchema wire) => new(wire.Version,
        [.. wire.IdentityAttributes.Select(a => new IdentityAttribute(a.Name, WireValue.ReadType(a.Type), a.RequiredForImport, a.OptionalForImport, a.Description))]);

    public static Messages.IdentitySchema Write(Provider.Schemas.IdentitySchema schema)
    {
        var wire = new Messages.IdentitySchema { Version = schema.Version };
        foreach (var attribute in schema.Attributes)
        {
            wire.IdentityAttributes.Add(new Messages.IdentitySchema.Types.Attribute
            {
                Name = attribute.Name,
                Type = WireValue.WriteType(attribute.Type),
                RequiredForImport = attribute.RequiredForImport,
                OptionalForImport = attribute.OptionalForImport,
                Description = attribute.Description,
            });
        }
        return wire;
    }

    private static BlockSchema ReadBlock(WireSchemaMessage.Types.Block? wire, int depth)
    {
        if (wire is null) return new BlockSchema();
        CheckDepth(depth);
        return new BlockSchema
        {
            Attributes = [.. wire.Attributes.Select(a => ReadAttribute(a, depth + 1))],
            Blocks = [.. wire.BlockTypes.Select(b => ReadNested(b, depth + 1))],
            Description = wire.Description,
            DescriptionIsMarkdown = wire.DescriptionKind == StringKind.Markdown,
            DeprecationMessage = wire.Deprecated ? wire.DeprecationMessage : null,
            Computed = wire.Computed,
        };
    }

    private static AttributeSchema ReadAttribute(WireSchemaMessage.Types.Attribute wire, int depth)
    {
        CheckDepth(depth);
        return new AttributeSchema(wire.Name)
        {
            Type = wire.NestedType is null ? WireValue.ReadType(wire.Type) : null,
            Nested = wire.NestedType is null ? null : new NestedAttributes(Mode(wire.NestedType.Nesting), [.. wire.NestedType.Attributes.Select(a => ReadAttribute(a, depth + 1))]),
            Required = wire.Required,
            Optional = wire.Optional,
            Computed = wire.Computed,
            Sensitive = wire.Sensitive,
            WriteOnly = wire.WriteOnly,
            Description = wire.Description,
            DescriptionIsMarkdown = wire.DescriptionKind == StringKind.Markdown,
            DeprecationMessage = wire.Deprecated ? wire.DeprecationMessage : null,
        };
    }

    private static NestedBlockSchema ReadNested(WireSchemaMessage.Types.NestedBlock wire, int depth)
    {
        var mode = wire.Nesting switch
        {
            BlockNesting.Single => NestingMode.Single,
            BlockNesting.List => NestingMode.List,
            BlockNesting.Set => NestingMode.Set,
            BlockNesting.Map => NestingMode.Map,
            BlockNesting.Group => NestingMode.Group,
            _ => throw new FormatException($"the block \"{wire.TypeName}\" has an unknown nesting mode"),
        };
        if (wire.MinItems is < 0 or > int.MaxValue || wire.MaxItems is < 0 or > int.MaxValue) throw new FormatException($"the block \"{wire.TypeName}\" has impossible bounds");
        return new NestedBlockSchema(wire.TypeName, mode, ReadBlock(wire.Block, depth)) { MinItems = (int)wire.MinItems, MaxItems = (int)wire.MaxItems };
    }

    private static NestingMode Mode(ObjectNesting wire) => wire switch
    {
        ObjectNesting.Single => NestingMode.Single,
        ObjectNesting.List => NestingMode.List,
        ObjectNesting.Set => NestingMode.Set,
        ObjectNesting.Map => NestingMode.Map,
        _ => throw new FormatException("nested attributes have an unknown nesting mode"),
    };

    private static WireSchemaMessage.Types.Block WriteBlock(BlockSchema block, long version)
    {
        var wire = new WireSchemaMessage.Types.Block
        {
            Version = version,
            Description = block.Description,
            DescriptionKind = Kind(block.DescriptionIsMarkdown),
            Deprecated = block.DeprecationMessage is not null,
            DeprecationMessage = block.DeprecationMessage ?? "",
            Computed = block.Computed,
        };
        wire.Attributes.AddRange(block.Attributes.Select(WriteAttribute));
        wire.BlockTypes.AddRange(block.Blocks.Select(WriteNested));
        return wire;
    }

    private static WireSchemaMessage.Types.Attribute WriteAttribute(AttributeSchema attribute)
    {
        var wire = new WireSchemaMessage.Types.Attribute
        {
            Name = attribute.Name,
            Required = attribute.Required,
            Optional = attribute.Optional,
            Computed = attribute.Computed,
            Sensitive = attribute.Sensitive,
            WriteOnly = attribute.WriteOnly,
            Description = attribute.Description,
            DescriptionKind = Kind(attribute.DescriptionIsMarkdown),
            Deprecated = attribute.DeprecationMessage is not null,
            DeprecationMessage = attribute.DeprecationMessage ?? "",
        };
        if (attribute.Nested is not { } nested)
        {
            wire.Type = WireValue.WriteType(attribute.ImpliedType);
            return wire;
        }
        wire.NestedType = new WireSchemaMessage.Types.NestedObject
        {
            Nesting = nested.Nesting switch
            {
                NestingMode.List => ObjectNesting.List,
                NestingMode.Set => ObjectNesting.Set,
                NestingMode.Map => ObjectNesting.Map,
                _ => ObjectNesting.Single,
            },
        };
        wire.NestedType.Attributes.AddRange(nested.Attributes.Select(WriteAttribute));
        return wire;
    }

    private static WireSchemaMessage.Types.NestedBlock WriteNested(NestedBlockSchema block) => new()
    {
        TypeName = block.Name,
        Block = WriteBlock(block.Block, 0),
        Nesting = block.Nesting switch
        {
            NestingMode.List => BlockNesting.List,
            NestingMode.Set => BlockNesting.Set,
            NestingMode.Map => BlockNesting.Map,
            NestingMode.Group => BlockNesting.Group,
            _ => BlockNesting.Single,
        },
        MinItems = block.MinItems,
        MaxItems = block.MaxItems,
    };

    private static StringKind Kind(bool markdown) => markdown ? StringKind.Markdown : StringKind.Plain;

    private static void CheckDepth(int depth)
    {
        if (depth > MaximumDepth) throw new FormatException($"its blocks are nested more than {MaximumDepth} deep");
    }
}
