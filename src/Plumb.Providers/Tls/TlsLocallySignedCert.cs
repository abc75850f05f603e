using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Certificates;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary><c>tls_locally_signed_cert</c>: a certificate for a request, signed by an authority whose key is at hand.</summary>
public sealed class TlsLocallySignedCert(TimeProvider clock) : IssuedCertificate(clock, Block, "ca_key_algorithm")
{
    private static readonly string[] Inputs = ["ca_cert_pem", "ca_private_key_pem", "cert_request_pem"];

    private static readonly BlockSchema Block = new()
    {
        Description = "Makes a certificate for a request and signs it as an authority.",
        Attributes =
        [
            Arguments.Required("ca_cert_pem", DataType.String, "The authority's certificate in PEM form."),
            Arguments.Required("ca_private_key_pem", DataType.String, "The authority's private key in PEM form.").Sensitive(),
            Arguments.Required("cert_request_pem", DataType.String, "The request in PEM form."),
            .. Choices,
            .. Outcome,
            Arguments.Computed("ca_key_algorithm", DataType.String, "The algorithm of the authority's key: RSA, ECDSA or ED25519."),
        ],
    };

    public override string Type => "tls_locally_signed_cert";

    private protected override IReadOnlyList<ValuePath> Replacing(ObjectValue? prior, ObjectValue planned) =>
        Differences.Between(prior, planned, [.. ReplacingChoices, .. StoredPem.Of(prior, Inputs)]);

    private protected override ObjectValue? Issue(ObjectValue planned, List<ProviderDiagnostic> problems)
    {
        var request = RequestOf(planned, problems);
        using var authority = AuthorityOf(planned, problems);
        if (!PrivateKeyReader.TryReadPem(planned.TextOf("ca_private_key_pem") ?? "", out var key, out var problem))
            problems.Add(ProviderDiagnostic.Error("Failed to parse CA private key PEM", problem, ValuePath.Root.Attribute("ca_private_key_pem")));
        using (key)
        {
            if (request is null || authority is null || key is null) return null;
            if (!authority.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.SubjectPublicKeyInfo))
                problems.Add(ProviderDiagnostic.Error("Failed to create certificate", "The authority's private key does not belong to its certificate.", ValuePath.Root.Attribute("ca_private_key_pem")));
            if (Draft(planned, authority.SubjectName.RawData, request.Subject, request.SubjectPublicKeyInfo, request.AlternativeNames, problems) is not { } draft) return null;
            // Who has the authority's name needs no hint at whose key is meant.
            if (!authority.SubjectName.RawData.AsSpan().SequenceEqual(request.Subject)) draft = draft with { AuthorityKeyIdentifier = IdentifierOf(authority) };
            return Signed(planned, draft, key, problems)?.WithText("ca_key_algorithm", key.Algorithm);
        }
    }

    private static byte[]? IdentifierOf(X509Certificate2 authority) =>
        authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes.ToArray();

    private static SigningRequest? RequestOf(ObjectValue planned, List<ProviderDiagnostic> problems)
    {
        const string Summary = "Failed to parse certificate request PEM";
        var place = ValuePath.Root.Attribute("cert_request_pem");
        try
        {
            if (Pem.TryRead(planned.TextOf("cert_request_pem") ?? "", Pem.CertificateRequest, out var data, out var problem)) return SigningRequest.Decode(data);
            problems.Add(ProviderDiagnostic.Error(Summary, problem, place));
        }
        catch (AsnContentException e)
        {
            problems.Add(ProviderDiagnostic.Error(Summary, $"The data are not a request for a certificate: {e.Message}", place));
        }
        return null;
    }

    private static X509Certificate2? AuthorityOf(ObjectValue planned, List<ProviderDiagnostic> problems)
    {
        const string Summary = "Failed to parse CA certificate PEM";
        var place = ValuePath.Root.Attribute("ca_cert_pem");
        try
        {
            if (!Pem.TryRead(planned.TextOf("ca_cert_pem") ?? "", Pem.Certificate, out var data, out var problem))
            {
                problems.Add(ProviderDiagnostic.Error(Summary, problem, place));
                return null;
            }
            var authority = X509CertificateLoader.LoadCertificate(data);
            if (authority.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
                problems.Add(ProviderDiagnostic.Warning("Potentially Invalid Certificate Authority",
                    "The certificate that is given as an authority's does not say that it is one. Who checks what it signs may refuse it.", place));
            return authority;
        }
        catch (CryptographicException e)
        {
            problems.Add(ProviderDiagnostic.Error(Summary, $"The data are not a certificate: {e.Message}", place));
            return null;
        }
    }
}
