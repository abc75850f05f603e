using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Applying.Provisioning;

/// <summary>Runs provisioners, which act outside of any provider. The engine evaluates their configuration.</summary>
public interface IProvisionerRunner
{
    /// <summary>The arguments of a provisioner type; null for one that does not exist.</summary>
    BlockSchema? SchemaOf(string type);

    /// <summary>The arguments of a connection block.</summary>
    BlockSchema ConnectionSchema { get; }

    /// <summary>The error, in words for people and without secrets, or null. Output goes line by line to the callback.</summary>
    ValueTask<string?> RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation);
}

/// <summary>The values carry no marks; where they held sensitive ones the output must not be shown.</summary>
public sealed record ProvisionerCall(string Type, ResourceInstanceAddress Address, Value Config, Value Connection, bool SuppressOutput);
