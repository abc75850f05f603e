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

    /// <summary>What is wrong with arguments that the schema allows, or null. They may be unknown, and carry no marks.</summary>
    ProvisionerFailure? Validate(string type, ObjectValue config);

    /// <summary>Null after a success. Output goes line by line to the callback.</summary>
    ValueTask<ProvisionerFailure?> RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation);
}

/// <summary>
/// The values carry no marks; where the configuration held sensitive or ephemeral ones neither output nor an error may show
/// any of it. <see cref="Connection"/> is null where no connection block is written.
/// </summary>
public sealed record ProvisionerCall(string Type, ResourceInstanceAddress Address, ObjectValue Config, ObjectValue? Connection, bool IsConfidential);

/// <summary>Why a provisioner failed or cannot run, in words for people and without secrets.</summary>
public sealed record ProvisionerFailure(string Summary, string Detail);
