using System.Text.Json;
using Plumb.Core.Conversion;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Authoring.State;

/// <summary>Reads stored attributes leniently: what the schema does not know is dropped, what is missing is null.</summary>
public static class StoredObjects
{
    public static UpgradeResponse Read(ReadOnlyMemory<byte> json, ObjectType form, string type)
    {
        try
        {
            return new UpgradeResponse(ReadObject(json, form), []);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return new UpgradeResponse(null, [ProviderDiagnostic.Error("Invalid stored object", $"The stored attributes of a {type} cannot be read: {e.Message}")]);
        }
    }

    /// <exception cref="FormatException">An attribute is not of its type.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ObjectValue ReadObject(ReadOnlyMemory<byte> json, ObjectType form)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("they are not an object");
        return Value.Object(form.Attributes.Select(a => KeyValuePair.Create(a.Name,
            document.RootElement.TryGetProperty(a.Name, out var stored) ? JsonValueCodec.Read(stored, a.Type) : Value.Null(a.Type))));
    }

    /// <summary>The object with the attributes of a form and no others.</summary>
    /// <exception cref="FormatException">An attribute is not of its type.</exception>
    internal static ObjectValue Conform(ObjectValue value, ObjectType form)
    {
        if (value.Type.Equals(form)) return value;
        return Value.Object(form.Attributes.Select(a => KeyValuePair.Create(a.Name, ConformAttribute(value[a.Name], a))));
    }

    private static Value ConformAttribute(Value? value, ObjectType.Attribute attribute)
    {
        if (value is null) return Value.Null(attribute.Type);
        return TypeConversion.TryConvert(value, attribute.Type, out var converted, out var error)
            ? converted
            : throw new FormatException($"attribute \"{attribute.Name}\": {error.Message}");
    }
}
