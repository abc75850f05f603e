using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls;

/// <summary><c>tls_self_signed_cert</c>: a certificate that nobody but its own key vouches for.</summary>
public sealed class TlsSelfSignedCert(TimeProvider clock) : IssuedCertificate(clock, Block, "key_algorithm", "set_authority_key_id")
{
    private static readonly BlockSchema Block = new()
    {
        Description = "Makes a certificate and signs it with its own key.",
        Attributes =
        [
            CertificateArguments.PrivateKey,
            .. CertificateArguments.Names,
            .. Choices,
            Arguments.Defaulted("set_authority_key_id", DataType.Bool, "Put an identifier of the authority's key, which is the certificate's own, into the certificate. False if it is not set."),
            .. Outcome,
            Arguments.Computed("key_algorithm", DataType.String, "The algorithm of the private key: RSA, ECDSA or ED25519."),
        ],
        Blocks = [CertificateArguments.Subject],
    };

    public override string Type => "tls_self_signed_cert";

    public override async ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        [.. await base.ValidateAsync(call, cancellation).ConfigureAwait(false), .. CertificateArguments.Check(call.Config)];

    private protected override IReadOnlyList<ValuePath> Replacing(ObjectValue? prior, ObjectValue planned) => Differences.Between(prior, planned,
        [.. ReplacingChoices, .. CertificateArguments.NameArguments, "set_authority_key_id", "subject", .. StoredPem.Of(prior, "private_key_pem")]);

    private protected override ObjectValue? Issue(ObjectValue planned, List<ProviderDiagnostic> problems)
    {
        var names = CertificateArguments.NamesOf(planned, problems);
        if (!PrivateKeyReader.TryReadPem(planned.TextOf("private_key_pem") ?? "", out var key, out var problem))
        {
            problems.Add(ProviderDiagnostic.Error("Failed to parse private key PEM", problem, ValuePath.Root.Attribute("private_key_pem")));
            return null;
        }
        using (key)
        {
            if (Subject(planned, problems) is not { } subject || Draft(planned, subject, subject, key.SubjectPublicKeyInfo, names, problems) is not { } draft) return null;
            if (planned.FlagOf("set_authority_key_id") is true) draft = draft with { AuthorityKeyIdentifier = draft.SubjectKeyIdentifier };
            if (planned.FlagOf("set_authority_key_id") is true && draft.AuthorityKeyIdentifier is null)
            {
                problems.Add(ProviderDiagnostic.Error("Invalid Certificate Authority",
                    "Could not determine Authority Key Identifier: the certificate has no identifier of its own key. Set set_subject_key_id to true.", ValuePath.Root.Attribute("set_authority_key_id")));
                return null;
            }
            return Signed(planned, draft, key, problems)?.WithText("key_algorithm", key.Algorithm);
        }
    }

    private static byte[]? Subject(ObjectValue planned, List<ProviderDiagnostic> problems)
    {
        try
        {
            return CertificateArguments.SubjectOf(planned).Encode();
        }
        catch (ArgumentException e)
        {
            problems.Add(ProviderDiagnostic.Error("Failed to create certificate", $"The subject cannot be encoded: {e.Message}", ValuePath.Root.Attribute("subject")));
            return null;
        }
    }
}
