using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Tls;

/// <summary><c>ephemeral "tls_public_key"</c>: for private keys that are ephemeral themselves.</summary>
public sealed class EphemeralPublicKey : EphemeralResource
{
    public override string Type => PublicKeyOfPrivate.Type;

    public override Schema Schema { get; } = new(0, PublicKeyOfPrivate.Block);

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(PublicKeyOfPrivate.Validate(call.Config));

    public override ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        return new(new OpenEphemeralResponse(PublicKeyOfPrivate.Read(call.Config, problems)) { Diagnostics = problems });
    }
}
