using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Plumb.Core.Values;
using Plumb.Providers.Tests.Tls;

namespace Plumb.Providers.Tests.Http;

/// <summary>An authority made with our own provider, and certificates of it for servers and clients.</summary>
internal sealed class TestAuthority
{
    private readonly Value _key;

    private TestAuthority(Value key, string pem) => (_key, Pem) = (key, pem);

    public string Pem { get; }

    public static async Task<TestAuthority> Create()
    {
        var key = await TlsCertificateTests.Key("ECDSA P256");
        var made = await new Embedded("tls", "tls_self_signed_cert").Create([("is_ca_certificate", Value.True), ("allowed_uses", TlsCertificateTests.List("cert_signing")), .. TlsCertificateTests.Valid(key), TlsCertificateTests.Subject(("common_name", "Test authority"))]);
        return new TestAuthority(key, Embedded.Text(made, "cert_pem"));
    }

    /// <summary>The certificate and the key, both in PEM form.</summary>
    public async Task<(string Certificate, string Key)> Sign(string name)
    {
        var key = await TlsCertificateTests.Key("RSA");
        var request = await new Embedded("tls", "tls_cert_request").Create(("private_key_pem", key), ("dns_names", TlsCertificateTests.List(name)), TlsCertificateTests.Subject(("common_name", name)));
        var made = await new Embedded("tls", "tls_locally_signed_cert").Create(("ca_private_key_pem", _key), ("ca_cert_pem", Value.String(Pem)), ("cert_request_pem", request["cert_request_pem"]!),
            ("validity_period_hours", Value.Number(1)), ("allowed_uses", TlsCertificateTests.List("digital_signature", "server_auth", "client_auth")));
        return (Embedded.Text(made, "cert_pem"), ((StringValue)key).Text);
    }

    /// <summary>What a server needs that shows a certificate of the authority, and the authority's own after it.</summary>
    public async Task<SslServerAuthenticationOptions> Server(bool asksForClient = false)
    {
        var (certificate, key) = await Sign("localhost");
        using var ephemeral = X509Certificate2.CreateFromPem(certificate, key);
        var lasting = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(lasting, [X509Certificate2.CreateFromPem(Pem)], offline: true, SslCertificateTrust.CreateForX509Collection([X509Certificate2.CreateFromPem(Pem)])),
            ClientCertificateRequired = asksForClient,
            RemoteCertificateValidationCallback = (_, shown, _, _) => !asksForClient || shown is not null,
        };
    }
}
