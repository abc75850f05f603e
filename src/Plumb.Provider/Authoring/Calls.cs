using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Authoring;

/// <summary>A configuration to check. Anything in it may be unknown yet; the provider need not be configured.</summary>
public readonly record struct ValidateCall(ObjectValue Config, ProviderSession Session);

/// <summary>One object to plan: what it is, what it is to become and what is written about it.</summary>
public readonly record struct PlanCall(PlanRequest Request, ProviderSession Session)
{
    /// <summary>Null where the object is to be created.</summary>
    public ObjectValue? Prior => Request.Prior as ObjectValue;

    public ObjectValue Proposed => (ObjectValue)Request.ProposedNew;

    public ObjectValue Config => (ObjectValue)Request.Config;
}

/// <summary>A destroy to plan, for resources that ask for it.</summary>
public readonly record struct PlanDestroyCall(PlanRequest Request, ProviderSession Session)
{
    public ObjectValue Prior => (ObjectValue)Request.Prior;
}

/// <summary>An object to create or to update as it was planned. Write-only attributes are in the configuration alone.</summary>
public readonly record struct ApplyCall(ApplyRequest Request, ProviderSession Session)
{
    /// <summary>Null where the object is to be created.</summary>
    public ObjectValue? Prior => Request.Prior as ObjectValue;

    public ObjectValue Planned => (ObjectValue)Request.Planned;

    public ObjectValue Config => (ObjectValue)Request.Config;
}

public readonly record struct DeleteCall(ApplyRequest Request, ProviderSession Session)
{
    public ObjectValue Prior => (ObjectValue)Request.Prior;
}

/// <summary>An object to look at again.</summary>
public readonly record struct ReadCall(ReadRequest Request, ProviderSession Session)
{
    public ObjectValue Current => (ObjectValue)Request.Current;
}

/// <summary>An object to take over that exists already, by its id or by its identity.</summary>
public readonly record struct ImportCall(ImportRequest Request, ProviderSession Session)
{
    /// <summary>Empty where the object is named by its identity.</summary>
    public string Id => Request.Id ?? "";

    public ObjectValue? Identity => Request.Identity as ObjectValue;
}

/// <summary>An object that was another type's, maybe another provider's, and is to become this one's.</summary>
public readonly record struct MoveCall(MoveRequest Request, ProviderSession Session);

/// <summary>Stored attributes to bring into the form of the present schema.</summary>
public readonly record struct UpgradeCall(UpgradeRequest Request, ProviderSession Session)
{
    public long Version => Request.Version;

    public ReadOnlyMemory<byte> Json => Request.Json;
}

/// <summary>An object whose configuration is wanted.</summary>
public readonly record struct GenerateConfigCall(GenerateConfigRequest Request, ProviderSession Session)
{
    public ObjectValue State => (ObjectValue)Request.State;
}

public readonly record struct ReadDataCall(ReadDataRequest Request, ProviderSession Session)
{
    public ObjectValue Config => (ObjectValue)Request.Config;
}

public readonly record struct OpenEphemeralCall(OpenEphemeralRequest Request, ProviderSession Session)
{
    public ObjectValue Config => (ObjectValue)Request.Config;
}

/// <summary>An open ephemeral object to renew or to close; private data are what opening or the last renewal left.</summary>
public readonly record struct EphemeralCall(ReadOnlyMemory<byte> Private, ProviderSession Session);
