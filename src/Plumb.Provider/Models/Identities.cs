using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>The identity of an object, which is some of its attributes.</summary>
internal static class Identities
{
    /// <summary>Null where the resource has no identity, or where the object does not have all of it.</summary>
    public static ObjectValue? Of(IdentitySchema? schema, Value? state)
    {
        if (schema is null || state is not ObjectValue o) return null;
        var parts = new List<KeyValuePair<string, Value>>(schema.Attributes.Count);
        foreach (var attribute in schema.Attributes)
        {
            if (o[attribute.Name] is not { IsWhollyKnown: true } value || (value.IsNull && attribute.RequiredForImport)) return null;
            parts.Add(KeyValuePair.Create(attribute.Name, value));
        }
        return Value.Object(parts);
    }
}
