using System.Security.Cryptography;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Certificates;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary><c>tls_cert_request</c>: a request for a certificate, for an authority to sign.</summary>
public sealed class TlsCertRequest : Resource
{
    private static readonly BlockSchema Block = new()
    {
        Description = "Makes a request for a certificate, for an authority to sign.",
        Attributes =
        [
            CertificateArguments.PrivateKey,
            .. CertificateArguments.Names,
            Arguments.Computed("key_algorithm", DataType.String, "The algorithm of the private key: RSA, ECDSA or ED25519."),
            Arguments.Computed("cert_request_pem", DataType.String, "The request in PEM form; it ends in a line feed."),
            Arguments.Computed("id", DataType.String, "The SHA1 checksum of the request in hexadecimal digits."),
        ],
        Blocks = [CertificateArguments.Subject],
    };

    private static readonly ComputedAttributes Computed = new(Block) { Kept = ["key_algorithm", "cert_request_pem", "id"] };

    public override string Type => "tls_cert_request";

    public override Schema Schema { get; } = new(0, Block) { IsStateOnly = true };

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([.. CertificateArguments.Check(call.Config)]);

    public override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var planned = Computed.Plan(call.Prior, call.Proposed, call.Config);
        return new(new PlanResponse(planned)
        {
            RequiresReplace = Differences.Between(call.Prior, planned, [.. CertificateArguments.NameArguments, "subject", .. StoredPem.Of(call.Prior, "private_key_pem")]),
        });
    }

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var problems = new List<ProviderDiagnostic>();
        var made = Make(call.Planned, problems);
        return new(new ApplyResponse(made is not null && problems.Count == 0 ? made : NoObject) { Diagnostics = problems });
    }

    private static ObjectValue? Make(ObjectValue planned, List<ProviderDiagnostic> problems)
    {
        var names = CertificateArguments.NamesOf(planned, problems);
        if (!PrivateKeyReader.TryReadPem(planned.TextOf("private_key_pem") ?? "", out var key, out var problem))
        {
            problems.Add(ProviderDiagnostic.Error("Failed to parse private key PEM", problem, ValuePath.Root.Attribute("private_key_pem")));
            return null;
        }
        using (key)
        {
            try
            {
                var request = new SigningRequest(CertificateArguments.SubjectOf(planned).Encode(), key.SubjectPublicKeyInfo, names).Sign(key);
                return planned
                    .WithText("key_algorithm", key.Algorithm)
                    .WithText("cert_request_pem", Pem.Write(Pem.CertificateRequest, request))
                    .WithText("id", StateId.Of(request));
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                problems.Add(ProviderDiagnostic.Error("Error creating certificate request", $"The request cannot be made: {e.Message}"));
                return null;
            }
        }
    }
}
