using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Tests;

/// <summary>An engine behind TLS that wants to know its client: a server in this process with certificates made for the test.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task The_client_shows_its_certificate_and_trusts_the_configured_authority()
    {
        using var material = new Certificates();
        await AskAsync(material, new DockerSettings { CaMaterial = material.Authority, CertMaterial = material.Client, KeyMaterial = material.ClientKey });
    }

    [Fact]
    public async Task Certificates_are_read_from_a_folder()
    {
        using var material = new Certificates();
        var folder = Directory.CreateTempSubdirectory("docker-certificates-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ca.pem"), material.Authority, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cert.pem"), material.Client, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "key.pem"), material.ClientKey, TestContext.Current.CancellationToken);
            await AskAsync(material, new DockerSettings { CertPath = folder.FullName });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_engine_of_another_authority_is_not_trusted()
    {
        using var material = new Certificates();
        using var other = new Certificates();
        await Assert.ThrowsAsync<EngineException>(() => AskAsync(material, new DockerSettings { CaMaterial = other.Authority, CertMaterial = material.Client, KeyMaterial = material.ClientKey }));
    }

    private static async Task AskAsync(Certificates material, DockerSettings settings)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, material.Server, cancellation);
        settings.Host = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var endpoint = EngineEndpoint.Find(settings, _ => null);
        Assert.Equal("https", endpoint.BaseAddress.Scheme);
        using var client = new EngineClient(endpoint.CreateHandler(), endpoint.BaseAddress);
        await client.PingAsync(cancellation);
        Assert.Equal("CN=client", await serving);
    }

    /// <summary>Answers one request; who asked.</summary>
    private static async Task<string?> ServeAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken cancellation)
    {
        using var connection = await listener.AcceptTcpClientAsync(cancellation);
        await using var secure = new SslStream(connection.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            }, cancellation);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
        _ = await secure.ReadAsync(new byte[4096], cancellation);
        await secure.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK"u8.ToArray(), cancellation);
        return secure.RemoteCertificate?.Subject;
    }

    private sealed class Certificates : IDisposable
    {
        private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddHours(-1);

        public Certificates()
        {
            using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=authority", authorityKey, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var authority = request.CreateSelfSigned(From, From.AddDays(1));
            Authority = authority.ExportCertificatePem();
            (Client, ClientKey) = Signed(authority, "CN=client", 1);
            var (server, serverKey) = Signed(authority, "CN=engine", 2);
            using var pair = X509Certificate2.CreateFromPem(server, serverKey);
            Server = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
        }

        public string Authority { get; }

        public string Client { get; }

        public string ClientKey { get; }

        public X509Certificate2 Server { get; }

        public void Dispose() => Server.Dispose();

        private static (string Certificate, string Key) Signed(X509Certificate2 authority, string name, byte number)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using var certificate = request.Create(authority, From, From.AddHours(12), [number]);
            return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        }
    }
}
