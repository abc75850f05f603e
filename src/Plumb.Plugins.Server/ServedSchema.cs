using Plumb.Core.Addresses;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Server;

/// <summary>A host asks for a type that the provider does not have.</summary>
internal sealed class UnknownTypeException(string message) : Exception(message);

/// <summary>The provider's schemas with the types of values at hand.</summary>
internal sealed class ServedSchema(ProviderSchema schema)
{
    private readonly Dictionary<string, ObjectType> _identities = schema.Identities.ToDictionary(i => i.Key, i => i.Value.ImpliedType);

    public ProviderSchema Schema => schema;

    public ObjectType TypeOf(ResourceMode mode, string type) =>
        schema.Resource(mode, type)?.Block.ImpliedType ?? throw new UnknownTypeException($"This provider has no {Noun(mode)} of type \"{type}\".");

    public ObjectType ListOf(string type) =>
        schema.Lists.GetValueOrDefault(type)?.Block.ImpliedType ?? throw new UnknownTypeException($"This provider has no list resource of type \"{type}\".");

    public ObjectType ActionOf(string type) =>
        schema.Actions.GetValueOrDefault(type)?.Block.ImpliedType ?? throw new UnknownTypeException($"This provider has no action of type \"{type}\".");

    public ObjectType? IdentityOf(string type) => _identities.GetValueOrDefault(type);

    public Value? Meta(DynamicValue? wire) => wire is not null && schema.ProviderMeta is { } meta ? WireValue.Read(wire, meta.Block.ImpliedType) : null;

    private static string Noun(ResourceMode mode) => mode switch
    {
        ResourceMode.Managed => "resource",
        ResourceMode.Data => "data source",
        _ => "ephemeral resource",
    };
}
