using Plumb.Plugins.Protocol.Messages;
using Current = Plumb.Plugins.Protocol.Messages.Schema;
using V5 = Plumb.Plugins.Protocol.Messages.V5;

namespace Plumb.Plugins.Protocol.Mapping;

/// <summary>Schema messages of version 5 from and to those of version 6, which has everything that version 5 has.</summary>
public static class WireSchema5
{
    public static GetSchemaResponse ToCurrent(V5.GetSchemaResponse old)
    {
        var current = new GetSchemaResponse
        {
            Provider = ToCurrent(old.Provider),
            ProviderMeta = ToCurrent(old.ProviderMeta),
            ServerCapabilities = old.ServerCapabilities,
        };
        current.Diagnostics.Add(old.Diagnostics);
        foreach (var (name, schema) in old.ResourceSchemas) current.ResourceSchemas[name] = ToCurrent(schema);
        foreach (var (name, schema) in old.DataSourceSchemas) current.DataSourceSchemas[name] = ToCurrent(schema);
        foreach (var (name, schema) in old.EphemeralResourceSchemas) current.EphemeralResourceSchemas[name] = ToCurrent(schema);
        foreach (var (name, schema) in old.ListResourceSchemas) current.ListResourceSchemas[name] = ToCurrent(schema);
        foreach (var (name, action) in old.ActionSchemas) current.ActionSchemas[name] = new ActionSchema { Schema = ToCurrent(action.Schema) };
        foreach (var (name, function) in old.Functions) current.Functions[name] = function;
        return current;
    }

    /// <exception cref="NotSupportedException">An attribute has nested attributes, which this version cannot say.</exception>
    public static V5.GetSchemaResponse ToVersion5(GetSchemaResponse current)
    {
        var old = new V5.GetSchemaResponse
        {
            Provider = ToVersion5(current.Provider),
            ProviderMeta = ToVersion5(current.ProviderMeta),
            ServerCapabilities = current.ServerCapabilities,
        };
        old.Diagnostics.Add(current.Diagnostics);
        foreach (var (name, schema) in current.ResourceSchemas) old.ResourceSchemas[name] = ToVersion5(schema);
        foreach (var (name, schema) in current.DataSourceSchemas) old.DataSourceSchemas[name] = ToVersion5(schema);
        foreach (var (name, schema) in current.EphemeralResourceSchemas) old.EphemeralResourceSchemas[name] = ToVersion5(schema);
        foreach (var (name, schema) in current.ListResourceSchemas) old.ListResourceSchemas[name] = ToVersion5(schema);
        foreach (var (name, action) in current.ActionSchemas) old.ActionSchemas[name] = new V5.ActionSchema { Schema = ToVersion5(action.Schema) };
        foreach (var (name, function) in current.Functions) old.Functions[name] = function;
        return old;
    }

    private static Current? ToCurrent(V5.Schema? old) => old is null ? null : new Current { Version = old.Version, Block = ToCurrent(old.Block) };

    private static Current.Types.Block? ToCurrent(V5.Schema.Types.Block? old)
    {
        if (old is null) return null;
        var current = new Current.Types.Block
        {
            Version = old.Version,
            Description = old.Description,
            DescriptionKind = old.DescriptionKind,
            Deprecated = old.Deprecated,
            DeprecationMessage = old.DeprecationMessage,
        };
        current.Attributes.AddRange(old.Attributes.Select(a => new Current.Types.Attribute
        {
            Name = a.Name,
            Type = a.Type,
            Description = a.Description,
            DescriptionKind = a.DescriptionKind,
            Required = a.Required,
            Optional = a.Optional,
            Computed = a.Computed,
            Sensitive = a.Sensitive,
            WriteOnly = a.WriteOnly,
            Deprecated = a.Deprecated,
            DeprecationMessage = a.DeprecationMessage,
        }));
        current.BlockTypes.AddRange(old.BlockTypes.Select(b => new Current.Types.NestedBlock
        {
            TypeName = b.TypeName,
            Block = ToCurrent(b.Block),
            Nesting = b.Nesting,
            MinItems = b.MinItems,
            MaxItems = b.MaxItems,
        }));
        return current;
    }

    private static V5.Schema? ToVersion5(Current? current) => current is null ? null : new V5.Schema { Version = current.Version, Block = ToVersion5(current.Block) };

    private static V5.Schema.Types.Block? ToVersion5(Current.Types.Block? current)
    {
        if (current is null) return null;
        var old = new V5.Schema.Types.Block
        {
            Version = current.Version,
            Description = current.Description,
            DescriptionKind = current.DescriptionKind,
            Deprecated = current.Deprecated,
            DeprecationMessage = current.DeprecationMessage,
        };
        old.Attributes.AddRange(current.Attributes.Select(a => new V5.Schema.Types.Attribute
        {
            Name = a.Name,
            Type = a.NestedType is null ? a.Type : throw new NotSupportedException($"The attribute \"{a.Name}\" has nested attributes: protocol version 5 has none, so such a provider is served with version 6."),
            Description = a.Description,
            DescriptionKind = a.DescriptionKind,
            Required = a.Required,
            Optional = a.Optional,
            Computed = a.Computed,
            Sensitive = a.Sensitive,
            WriteOnly = a.WriteOnly,
            Deprecated = a.Deprecated,
            DeprecationMessage = a.DeprecationMessage,
        }));
        old.BlockTypes.AddRange(current.BlockTypes.Select(b => new V5.Schema.Types.NestedBlock
        {
            TypeName = b.TypeName,
            Block = b.Block is not { Computed: true } ? ToVersion5(b.Block) : throw new NotSupportedException($"The block \"{b.TypeName}\" is the provider's to say where none is configured: protocol version 5 has no such blocks, so such a provider is served with version 6."),
            Nesting = b.Nesting,
            MinItems = b.MinItems,
            MaxItems = b.MaxItems,
        }));
        return old;
    }
}
