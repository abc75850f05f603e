using System.Text.Json.Serialization;

namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>
/// Reads and writes the engine's bodies. Names are as in C#; what is null is left out, so that the engine's own defaults
/// hold. Properties with a default of their own are settable: the generated reader gives others null where nothing is sent.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ContainerSpec))]
[JsonSerializable(typeof(ContainerLimits))]
[JsonSerializable(typeof(CreatedObject))]
[JsonSerializable(typeof(WaitOutcome))]
[JsonSerializable(typeof(InspectedContainer))]
[JsonSerializable(typeof(List<ListedContainer>))]
[JsonSerializable(typeof(InspectedImage))]
[JsonSerializable(typeof(NetworkSpec))]
[JsonSerializable(typeof(NetworkConnection))]
[JsonSerializable(typeof(InspectedNetwork))]
[JsonSerializable(typeof(VolumeSpec))]
[JsonSerializable(typeof(InspectedVolume))]
[JsonSerializable(typeof(RegistryLogin))]
[JsonSerializable(typeof(Dictionary<string, RegistryLogin>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<UlimitSpec>))]
[JsonSerializable(typeof(Progress))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class WireContext : JsonSerializerContext;
