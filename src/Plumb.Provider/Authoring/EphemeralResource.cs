using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>
/// One type of ephemeral resource: made when it is opened, and kept nowhere. One that must be renewed says when in its
/// answer; what renewing and closing need to know goes into the answer's private data.
/// </summary>
public abstract class EphemeralResource
{
    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    public abstract ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation);

    public virtual ValueTask<RenewEphemeralResponse> RenewAsync(EphemeralCall call, CancellationToken cancellation) =>
        new(new RenewEphemeralResponse(null, call.Private, []));

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> CloseAsync(EphemeralCall call, CancellationToken cancellation) => new([]);
}
