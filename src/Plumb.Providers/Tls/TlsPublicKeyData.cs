using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Tls;

/// <summary><c>data.tls_public_key</c>.</summary>
public sealed class TlsPublicKeyData : DataSource
{
    public override string Type => PublicKeyOfPrivate.Type;

    public override Schema Schema { get; } = new(0, PublicKeyOfPrivate.Block);

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(PublicKeyOfPrivate.Validate(call.Config));

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        return new(new ReadDataResponse(PublicKeyOfPrivate.Read(call.Config, problems)) { Diagnostics = problems });
    }
}
