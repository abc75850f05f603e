using Plumb.Core.Addresses;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider.Schemas;
using IdentitySchema = Plumb.Provider.Schemas.IdentitySchema;

namespace Plumb.Plugins.Client;

/// <summary>What a plugin said of its types, with the types of their values at hand.</summary>
internal sealed class PluginSchema
{
    private readonly Dictionary<string, ObjectType> _identities;

    private PluginSchema(ProviderSchema schema, bool canBeSkipped)
    {
        Schema = schema;
        CanBeSkipped = canBeSkipped;
        _identities = schema.Identities.ToDictionary(i => i.Key, i => i.Value.ImpliedType);
    }

    public ProviderSchema Schema { get; }

    /// <summary>The plugin does not have to be asked for its schema before other calls.</summary>
    public bool CanBeSkipped { get; }

    /// <exception cref="FormatException">The answer breaks the protocol's rules.</exception>
    public static PluginSchema From(GetSchemaResponse schemas, GetIdentitySchemasResponse? identities, Func<string, IReadOnlyList<DataType>, FunctionCall, Value> call)
    {
        var capabilities = schemas.ServerCapabilities;
        return new PluginSchema(new ProviderSchema
        {
            Provider = WireSchema.Read(schemas.Provider),
            ProviderMeta = schemas.ProviderMeta is { Block.Attributes.Count: > 0 } ? WireSchema.Read(schemas.ProviderMeta) : null,
            Resources = Read(schemas.ResourceSchemas),
            DataSources = Read(schemas.DataSourceSchemas),
            EphemeralResources = Read(schemas.EphemeralResourceSchemas),
            Lists = Read(schemas.ListResourceSchemas),
            Actions = schemas.ActionSchemas.ToDictionary(a => a.Key, a => WireSchema.Read(a.Value.Schema)),
            Identities = identities is null ? new Dictionary<string, IdentitySchema>() : identities.IdentitySchemas.ToDictionary(i => i.Key, i => WireSchema.Read(i.Value)),
            Functions = schemas.Functions.ToDictionary(f => f.Key, f => ReadFunction(f.Key, f.Value, call)),
            Capabilities = new ProviderCapabilities { PlanDestroy = capabilities?.PlanDestroy ?? false, MoveResourceState = capabilities?.MoveResourceState ?? false, GenerateResourceConfig = capabilities?.GenerateResourceConfig ?? false },
            Diagnostics = WireDiagnostics.Read(schemas.Diagnostics),
        }, capabilities?.GetProviderSchemaOptional ?? false);
    }

    public static PluginSchema Failed(PluginException failure) => new(new ProviderSchema { Diagnostics = [failure.ToDiagnostic()] }, false);

    /// <exception cref="PluginException">The provider has no such type, which the schema should have kept anyone from asking for.</exception>
    public ObjectType TypeOf(ResourceMode mode, string type) =>
        Schema.Resource(mode, type)?.Block.ImpliedType ?? throw new PluginException(PluginFaults.NotSupported, $"The provider has no type \"{type}\" of this kind.");

    /// <exception cref="PluginException">The provider lists no such type.</exception>
    public ObjectType ListOf(string type) => TypeIn(Schema.Lists, type);

    /// <exception cref="PluginException">The provider has no such action.</exception>
    public ObjectType ActionOf(string type) => TypeIn(Schema.Actions, type);

    private static ObjectType TypeIn(IReadOnlyDictionary<string, Provider.Schemas.Schema> schemas, string type) =>
        schemas.GetValueOrDefault(type)?.Block.ImpliedType ?? throw new PluginException(PluginFaults.NotSupported, $"The provider has no type \"{type}\" of this kind.");

    public ObjectType? IdentityOf(string type) => _identities.GetValueOrDefault(type);

    private static Function ReadFunction(string name, FunctionSignature wire, Func<string, IReadOnlyList<DataType>, FunctionCall, Value> call)
    {
        DataType[] parameters = [.. wire.Parameters.Select(p => WireValue.ReadType(p.Type))];
        var variadic = wire.VariadicParameter is { } more ? WireValue.ReadType(more.Type) : DataType.Dynamic;
        return WireFunction.Read(name, wire, arguments => call(name, [.. parameters, .. Enumerable.Repeat(variadic, Math.Max(0, arguments.Count - parameters.Length))], arguments));
    }

    private static Dictionary<string, Provider.Schemas.Schema> Read(IEnumerable<KeyValuePair<string, Protocol.Messages.Schema>> wire) => wire.ToDictionary(s => s.Key, s => WireSchema.Read(s.Value));
}
