using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
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

/// <summary><c>data.tls_certificate</c>: what certificates say, of a server or of a text.</summary>
public sealed class TlsCertificateData : DataSource
{
    private static readonly string[] Schemes = ["https", "tls"];

    private static readonly ObjectType CertificateType = DataType.Object(
    [
        .. ((string[])["signature_algorithm", "public_key_algorithm", "serial_number", "issuer", "subject", "not_before", "not_after", "sha1_fingerprint", "cert_pem"])
            .Select(name => KeyValuePair.Create(name, (DataType)DataType.String)),
        KeyValuePair.Create("is_ca", (DataType)DataType.Bool),
        KeyValuePair.Create("max_path_length", (DataType)DataType.Number),
        KeyValuePair.Create("version", (DataType)DataType.Number),
    ]);

    public override string Type => "tls_certificate";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Tells what the certificates of a server, or one that is given, say.",
        Attributes =
        [
            Arguments.Optional("url", DataType.String, "The server: https:// to make a request, through the proxy of the provider's configuration if there is one, or tls:// with a port to make a connection only."),
            Arguments.Optional("content", DataType.String, "A certificate in PEM form. Exactly one of this and url is given."),
            Arguments.Optional("verify_chain", DataType.Bool, "Refuse certificates that do not lead to an authority that the system trusts. True if it is not set."),
            Arguments.Computed("id", DataType.String, "A checksum of what the certificates say."),
            Arguments.Computed("certificates", DataType.List(CertificateType), "The certificates, the server's own last."),
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([
        .. call.Config.ExactlyOneOf("content", "url"),
        .. UrlCheck.Check(call.Config, "url", Schemes),
        .. call.Config.Conflicts("verify_chain", "content"),
    ]);

    public override async ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var config = call.Config;
        try
        {
            var data = config.TextOf("content") is { } content ? [OfContent(content)]
                : await OfServerAsync(config, (call.Session.ConfiguredClient as TlsClient)?.Proxy, cancellation).ConfigureAwait(false);
            if (data.Count == 0) return Failed("Failed to identify fetch peer certificates", "The server showed no certificate.");
            var certificates = data.Reverse().Select(FactsOf).ToList();
            return new ReadDataResponse(config
                .With("verify_chain", Value.Bool(config.FlagOf("verify_chain") ?? true))
                .With("certificates", Value.List(CertificateType, [.. certificates.Select(ValueOf)]))
                .WithText("id", StateId.Of(Encoding.UTF8.GetBytes(Summary(certificates)))));
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return Failed("Unable to parse certificate", e.Message);
        }
        catch (IOException e)
        {
            return Failed("Failed to identify fetch peer certificates", $"{config.TextOf("url")}: {e.Message}");
        }
    }

    private static byte[] OfContent(string content) =>
        Pem.TryRead(content, Pem.Certificate, out var data, out var problem) ? data : throw new CryptographicException(problem);

    private static async Task<IReadOnlyList<byte[]>> OfServerAsync(ObjectValue config, System.Net.IWebProxy? proxy, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(config.TextOf("url"), UriKind.Absolute, out var url)) throw new IOException("it is not a URL");
        var peer = new PeerCertificates(config.FlagOf("verify_chain") ?? true, proxy);
        return url.Scheme switch
        {
            "https" => await peer.OfHttpsAsync(url, cancellation).ConfigureAwait(false),
            "tls" when url.Port > 0 => await peer.OfSocketAsync(url.IdnHost, url.Port, cancellation).ConfigureAwait(false),
            "tls" => throw new IOException("a URL of tls needs a port"),
            _ => throw new IOException($"URLs of {url.Scheme} are not supported"),
        };
    }

    private static CertificateFacts FactsOf(byte[] data)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(data);
        return CertificateFacts.Of(certificate);
    }

    private static ObjectValue ValueOf(CertificateFacts facts) => Value.Object(
        ("signature_algorithm", Value.String(facts.SignatureAlgorithm)), ("public_key_algorithm", Value.String(facts.PublicKeyAlgorithm)),
        ("serial_number", Value.String(facts.SerialNumber)), ("is_ca", Value.Bool(facts.IsAuthority)), ("max_path_length", Value.Number(facts.MaxPathLength)),
        ("version", Value.Number(facts.Version)), ("issuer", Value.String(facts.Issuer)), ("subject", Value.String(facts.Subject)),
        ("not_before", Value.String(facts.NotBefore)), ("not_after", Value.String(facts.NotAfter)),
        ("sha1_fingerprint", Value.String(facts.Sha1Fingerprint)), ("cert_pem", Value.String(facts.CertificatePem)));

    /// <summary>All facts in the notation whose checksum is the id in the official provider's states.</summary>
    private static string Summary(IEnumerable<CertificateFacts> certificates) => $"[{string.Join(' ', certificates.Select(Summary))}]";

    private static string Summary(CertificateFacts c) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{{{Quoted(c.SignatureAlgorithm)} {Quoted(c.PublicKeyAlgorithm)} {Quoted(c.SerialNumber)} {(c.IsAuthority ? "true" : "false")} {c.MaxPathLength} {c.Version} {Quoted(c.Issuer)} {Quoted(c.Subject)} {Quoted(c.NotBefore)} {Quoted(c.NotAfter)} {Quoted(c.Sha1Fingerprint)} {Quoted(c.CertificatePem)}}}");

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private ReadDataResponse Failed(string summary, string detail) => new(Value.Null(Schema.Block.ImpliedType)) { Diagnostics = [ProviderDiagnostic.Error(summary, detail)] };
}
