using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Local;

/// <summary><c>ephemeral "local_command"</c>: what a program writes, which is in no plan and no state.</summary>
public sealed class EphemeralCommand(Func<string, string?> variable) : EphemeralResource
{
    private readonly LocalCommand _command = new(variable);

    public override string Type => LocalCommand.Type;

    public override Schema Schema { get; } = new(0, LocalCommand.Block);

    public override async ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation)
    {
        var (result, problems) = await _command.RunAsync(call.Config, call.Session, cancellation).ConfigureAwait(false);
        return new OpenEphemeralResponse(result) { Diagnostics = problems };
    }
}
