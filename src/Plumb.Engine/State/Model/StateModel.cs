using Plumb.Core.Addresses;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.State.Model;

/// <summary>
/// What exists, as last known: the content of a state file of format 4. Mutable, owned by one run; instances and their
/// objects are immutable and replaced whole.
/// </summary>
public sealed class StateDocument
{
    public string Lineage { get; set; } = "";

    public long Serial { get; set; }

    /// <summary>The version of the language the writer spoke.</summary>
    public string TerraformVersion { get; set; } = "";

    public SortedDictionary<string, OutputState> Outputs { get; } = new(Core.Text.Utf8Order.Instance);

    public Dictionary<ResourceAddress, ResourceState> Resources { get; } = [];

    public IReadOnlyList<CheckResultState> CheckResults { get; set; } = [];

    public bool IsEmpty => Resources.Count == 0 && Outputs.Count == 0;
}

/// <summary>An output of the root module. The value carries no marks.</summary>
public sealed record OutputState(Value Value, DataType Type, bool Sensitive);

/// <summary>The instances of one resource.</summary>
public sealed class ResourceState
{
    public required ResourceAddress Address { get; init; }

    /// <summary>The provider configuration that manages it.</summary>
    public required ProviderConfigAddress Provider { get; set; }

    /// <summary>"list", "map" or none, as count and for_each had it.</summary>
    public string? Each { get; set; }

    public Dictionary<InstanceKey, InstanceState> Instances { get; } = [];
}

/// <summary>One instance: its current object, and objects that were replaced and still have to be destroyed.</summary>
public sealed record InstanceState
{
    public ObjectState? Current { get; init; }

    /// <summary>By deposed key, eight hexadecimal digits.</summary>
    public IReadOnlyDictionary<string, ObjectState> Deposed { get; init; } = EmptyDeposed;

    /// <summary>Where the provider configuration has instances: the key of the one that manages this.</summary>
    public InstanceKey ProviderKey { get; init; }

    private static readonly Dictionary<string, ObjectState> EmptyDeposed = [];
}

public enum ObjectStatus
{
    Ready,

    /// <summary>Created but not as it should be: to be replaced.</summary>
    Tainted,
}

/// <summary>
/// One remote object. The attributes are kept as stored JSON until somebody asks for a value, for which the schema is
/// needed; a value set by a run is written on save.
/// </summary>
public sealed record ObjectState
{
    public ObjectStatus Status { get; init; }

    public long SchemaVersion { get; init; }

    /// <summary>The attributes as stored, or empty where <see cref="Value"/> holds them.</summary>
    public ReadOnlyMemory<byte> AttributesJson { get; init; }

    /// <summary>Attributes of a state from before JSON attributes.</summary>
    public IReadOnlyDictionary<string, string>? AttributesFlat { get; init; }

    /// <summary>The attributes as a value of the schema's type, without marks; null where only JSON is at hand.</summary>
    public Value? Value { get; init; }

    /// <summary>The schema's type, which tells where the value's JSON has to carry types of its own; null where it is the value's.</summary>
    public DataType? SchemaType { get; init; }

    /// <summary>Places whose values came from sensitive values.</summary>
    public IReadOnlyList<ValuePath> SensitivePaths { get; init; } = [];

    public ReadOnlyMemory<byte> Private { get; init; }

    /// <summary>What this object was made from, as far as the order of destroying needs it.</summary>
    public IReadOnlyList<ResourceConfigAddress> Dependencies { get; init; } = [];

    public bool CreateBeforeDestroy { get; init; }

    public long? IdentitySchemaVersion { get; init; }

    public ReadOnlyMemory<byte> IdentityJson { get; init; }
}

public enum CheckStatus
{
    Unknown,
    Pass,
    Fail,
    Error,
}

/// <summary>The kinds are "resource", "output", "check" and "var".</summary>
public sealed record CheckResultState(string ObjectKind, string ConfigAddress, CheckStatus Status, IReadOnlyList<CheckObjectState> Objects);

public sealed record CheckObjectState(string Address, CheckStatus Status, IReadOnlyList<string> FailureMessages);
