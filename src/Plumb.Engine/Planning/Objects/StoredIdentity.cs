using System.Text;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.State.Model;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>What tells an object apart from all others, as the state keeps it beside the attributes.</summary>
internal static class StoredIdentity
{
    /// <summary>As a value of the present schema; null where the state has none, or none that can be read, which the provider then finds out anew.</summary>
    public static async ValueTask<Value?> ReadAsync(ObjectState? stored, IdentitySchema? schema, string type, IProvider provider, CancellationToken cancellation)
    {
        if (schema is null || stored is null || stored.IdentityJson.IsEmpty) return null;
        if ((stored.IdentitySchemaVersion ?? 0) != schema.Version)
            return (await provider.UpgradeIdentityAsync(new UpgradeRequest(type, stored.IdentitySchemaVersion ?? 0, stored.IdentityJson), cancellation).ConfigureAwait(false)).Value;
        try
        {
            return JsonValueCodec.Read(stored.IdentityJson.Span, schema.ImpliedType);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The object with an identity; what it has stays where a provider says nothing of it.</summary>
    public static ObjectState Keep(ObjectState stored, Value? identity, IdentitySchema? schema) => schema is null || identity is not { IsNull: false, IsWhollyKnown: true } known
        ? stored
        : stored with { IdentitySchemaVersion = schema.Version, IdentityJson = Encoding.UTF8.GetBytes(JsonValueCodec.ToText(known, schema.ImpliedType)) };
}
