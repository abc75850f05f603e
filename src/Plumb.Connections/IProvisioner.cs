using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Connections;

/// <summary>One type of provisioner.</summary>
internal interface IProvisioner
{
    /// <summary>As written after the word <c>provisioner</c>.</summary>
    string Type { get; }

    BlockSchema Schema { get; }

    /// <summary>What is wrong with arguments that the schema allows, or null. They may be unknown.</summary>
    string? Validate(ObjectValue config);

    /// <summary>Throws <see cref="ProvisioningException"/> where it fails.</summary>
    Task RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation);
}
