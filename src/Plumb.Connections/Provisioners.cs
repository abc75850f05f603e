using Plumb.Connections.Local;
using Plumb.Connections.OpenSsh;
using Plumb.Core.Values;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Provider.Schemas;

namespace Plumb.Connections;

/// <summary>The provisioners that there are: <c>local-exec</c>, <c>remote-exec</c> and <c>file</c>.</summary>
public sealed class Provisioners(ProvisionerEnvironment environment) : IProvisionerRunner
{
    private readonly IReadOnlyList<IProvisioner> _all =
    [
        new LocalExec(environment),
        new RemoteExec(environment),
        new FileUpload(environment),
    ];

    public BlockSchema ConnectionSchema => Connections.ConnectionSchema.Block;

    public BlockSchema? SchemaOf(string type) => Find(type)?.Schema;

    public ProvisionerFailure? Validate(string type, ObjectValue config) =>
        Find(type)?.Validate(config) is { } fault ? new ProvisionerFailure($"Invalid {type} provisioner configuration", fault) : null;

    public async ValueTask<ProvisionerFailure?> RunAsync(ProvisionerCall call, Action<string> output, CancellationToken cancellation)
    {
        if (Find(call.Type) is not { } provisioner) return new ProvisionerFailure("Provisioner error", $"There is no provisioner of type \"{call.Type}\".");
        if (Validate(call.Type, call.Config) is { } invalid) return invalid;
        try
        {
            await provisioner.RunAsync(call, output, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is ProvisioningException or IOException or UnauthorizedAccessException)
        {
            return new ProvisionerFailure($"{call.Type} provisioner error", e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new ProvisionerFailure($"{call.Type} provisioner error", "The run was interrupted while the provisioner was at work, so that it was ended.");
        }
    }

    private IProvisioner? Find(string type) => _all.FirstOrDefault(p => p.Type == type);
}
