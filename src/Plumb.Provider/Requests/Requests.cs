using Plumb.Core.Addresses;
using Plumb.Core.Values;

namespace Plumb.Provider.Requests;

/// <summary>Why a provider puts a change off: what it needs is not known yet.</summary>
public enum DeferralReason
{
    Unknown,
    ResourceConfigUnknown,
    ProviderConfigUnknown,
    AbsentPrerequisite,
}

public sealed record ValidateResponse(IReadOnlyList<ProviderDiagnostic> Diagnostics)
{
    public static ValidateResponse Ok { get; } = new([]);
}

/// <summary>The version is that of the language the engine speaks, which providers check.</summary>
public sealed record ConfigureRequest(Value Config, string TerraformVersion, bool DeferralAllowed);

public sealed record ConfigureResponse(IReadOnlyList<ProviderDiagnostic> Diagnostics)
{
    public static ConfigureResponse Ok { get; } = new([]);
}

/// <summary>Stored attributes as JSON; legacy states kept them as a flat map of strings.</summary>
public sealed record UpgradeRequest(string Type, long Version, ReadOnlyMemory<byte> Json)
{
    public IReadOnlyDictionary<string, string>? Flatmap { get; init; }
}

public sealed record UpgradeResponse(Value? Value, IReadOnlyList<ProviderDiagnostic> Diagnostics);

public sealed record ReadRequest(string Type, Value Current)
{
    public ReadOnlyMemory<byte> Private { get; init; }

    public Value? Identity { get; init; }

    public Value? ProviderMeta { get; init; }

    public bool DeferralAllowed { get; init; }
}

/// <summary>A null state says that the object is gone.</summary>
public sealed record ReadResponse(Value State)
{
    public ReadOnlyMemory<byte> Private { get; init; }

    public Value? Identity { get; init; }

    public DeferralReason? Deferred { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

/// <summary>Prior and proposed are null values for create and destroy; the proposed state is the configuration with prior values in computed places.</summary>
public sealed record PlanRequest(string Type, Value Prior, Value ProposedNew, Value Config)
{
    public ReadOnlyMemory<byte> PriorPrivate { get; init; }

    public Value? PriorIdentity { get; init; }

    /// <summary>What an earlier plan of the same change noted down: while it is applied, a change is planned once more with what has become known.</summary>
    public ReadOnlyMemory<byte> PlannedPrivate { get; init; }

    public Value? ProviderMeta { get; init; }

    public bool DeferralAllowed { get; init; }
}

public sealed record PlanResponse(Value Planned)
{
    /// <summary>Attributes whose change cannot be made in place.</summary>
    public IReadOnlyList<ValuePath> RequiresReplace { get; init; } = [];

    public ReadOnlyMemory<byte> Private { get; init; }

    public Value? Identity { get; init; }

    public DeferralReason? Deferred { get; init; }

    /// <summary>The provider is of the old kind whose plans are not held to be exact.</summary>
    public bool LegacyTypeSystem { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

/// <summary>Planned is a null value for destroy.</summary>
public sealed record ApplyRequest(string Type, Value Prior, Value Planned, Value Config)
{
    public ReadOnlyMemory<byte> PlannedPrivate { get; init; }

    public Value? PlannedIdentity { get; init; }

    public Value? ProviderMeta { get; init; }
}

/// <summary>The new state is what exists after the call, also where diagnostics say that it failed half way.</summary>
public sealed record ApplyResponse(Value NewState)
{
    /// <summary>The provider broke before it answered: what it was asked for may have been done, and nobody knows. The state is as before.</summary>
    public bool IsUnanswered { get; init; }

    public ReadOnlyMemory<byte> Private { get; init; }

    public Value? Identity { get; init; }

    public bool LegacyTypeSystem { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

/// <summary>By identifier or by identity object.</summary>
public sealed record ImportRequest(string Type, string? Id, Value? Identity)
{
    public bool DeferralAllowed { get; init; }
}

public sealed record ImportedResource(string Type, Value State)
{
    public ReadOnlyMemory<byte> Private { get; init; }

    public Value? Identity { get; init; }
}

public sealed record ImportResponse(IReadOnlyList<ImportedResource> Resources)
{
    public DeferralReason? Deferred { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

/// <summary>An object that exists, as it was read.</summary>
public sealed record GenerateConfigRequest(string Type, Value State);

/// <param name="Config">What a configuration would say, in the schema of the resource: null where it need say nothing. Null only where diagnostics say why.</param>
public sealed record GenerateConfigResponse(Value? Config)
{
    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

public sealed record MoveRequest(ProviderAddress SourceProvider, string SourceType, long SourceSchemaVersion, ReadOnlyMemory<byte> SourceStateJson, string TargetType)
{
    public ReadOnlyMemory<byte> SourcePrivate { get; init; }

    public ReadOnlyMemory<byte> SourceIdentityJson { get; init; }
}

public sealed record MoveResponse(Value? State)
{
    public ReadOnlyMemory<byte> Private { get; init; }

    public Value? Identity { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

public sealed record ReadDataRequest(string Type, Value Config)
{
    public Value? ProviderMeta { get; init; }

    public bool DeferralAllowed { get; init; }
}

public sealed record ReadDataResponse(Value State)
{
    public DeferralReason? Deferred { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

public sealed record OpenEphemeralRequest(string Type, Value Config)
{
    public bool DeferralAllowed { get; init; }
}

public sealed record OpenEphemeralResponse(Value Result)
{
    public ReadOnlyMemory<byte> Private { get; init; }

    /// <summary>When the object must be renewed; null for never.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    public DeferralReason? Deferred { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}

public sealed record RenewEphemeralResponse(DateTimeOffset? RenewAt, ReadOnlyMemory<byte> Private, IReadOnlyList<ProviderDiagnostic> Diagnostics);
