using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Commands;

/// <summary>Knows no provisioner.</summary>
internal sealed class NoProvisioners : IProvisionerRunner
{
    public BlockSchema ConnectionSchema { get; } = new();

    public BlockSchema? SchemaOf(string type) => null;

    public ValueTask<string?> RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation) => new("There are no provisioners.");
}
