using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Files;

/// <summary>Makes values of the attributes of a state again, which its file has as JSON only.</summary>
internal static class StateValues
{
    public static void Decode(StateDocument state, JsonElement types, PlannedValueReader values)
    {
        foreach (var entry in types.EnumerateArray())
        {
            var text = entry.GetProperty("address").GetString() ?? "";
            if (!AddressParser.TryParseInstance(text, out var address, out _) || !state.Resources.TryGetValue(address.Resource, out var resource) || !resource.Instances.TryGetValue(address.Key, out var instance))
                throw new FormatException($"it has a type for {text}, which is not in its state.");
            var type = values.TypeAt(entry.GetProperty("type").GetInt32());
            var deposedKey = entry.TryGetProperty("deposed", out var key) ? key.GetString() : null;
            resource.Instances[address.Key] = deposedKey is null ? WithCurrent(instance, type) : WithDeposed(instance, deposedKey, type);
        }
    }

    private static InstanceState WithCurrent(InstanceState instance, DataType type) =>
        instance with { Current = instance.Current is { } current ? Decode(current, type) : null };

    private static InstanceState WithDeposed(InstanceState instance, string key, DataType type) =>
        instance with { Deposed = instance.Deposed.ToDictionary(d => d.Key, d => d.Key == key ? Decode(d.Value, type) : d.Value) };

    private static ObjectState Decode(ObjectState stored, DataType type) =>
        stored with { Value = JsonValueCodec.Read(stored.AttributesJson.Span, type), SchemaType = type, AttributesJson = default };
}
