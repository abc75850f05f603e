using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>Certificates for an engine that wants TLS: whom to trust and who the client is, both as PEM and both optional.</summary>
internal sealed record TlsMaterial(string? Authority, string? Certificate, string? Key)
{
    /// <summary>The host's own trust, and a client without a name.</summary>
    public static TlsMaterial None { get; } = new(null, null, null);

    public bool SkipsVerification { get; init; }

    /// <summary>Null where nothing is configured: the engine is spoken to in the clear then.</summary>
    public static TlsMaterial? Of(DockerSettings settings, Func<string, string?> environment)
    {
        var (authority, certificate, key) = (
            Filled(settings.CaMaterial) ?? Filled(environment("DOCKER_CA_MATERIAL")),
            Filled(settings.CertMaterial) ?? Filled(environment("DOCKER_CERT_MATERIAL")),
            Filled(settings.KeyMaterial) ?? Filled(environment("DOCKER_KEY_MATERIAL")));
        if (certificate is not null || key is not null || authority is not null)
        {
            if (certificate is null != key is null)
                throw new EndpointException("cert_material and key_material belong together: the one is the client's certificate and the other its key.", certificate is null ? "cert_material" : "key_material");
            return new TlsMaterial(authority, certificate, key);
        }
        return (Filled(settings.CertPath) ?? Filled(environment("DOCKER_CERT_PATH"))) is { } folder ? FromFolder(folder) : null;
    }

    /// <exception cref="EndpointException">A file cannot be read.</exception>
    public static TlsMaterial FromFolder(string folder) => new(
        Read(Path.Combine(folder, "ca.pem")),
        Read(Path.Combine(folder, "cert.pem")),
        Read(Path.Combine(folder, "key.pem")));

    /// <exception cref="EndpointException">The material is not PEM of what it should be.</exception>
    public SslClientAuthenticationOptions CreateOptions()
    {
        var options = new SslClientAuthenticationOptions();
        try
        {
            if (Authority is { } authority) options.CertificateChainPolicy = Trusting(authority);
            if (Certificate is { } certificate && Key is { } key) options.ClientCertificates = [WithKey(certificate, key)];
        }
        catch (CryptographicException e)
        {
            // What is wrong with a key is not repeated: the message might quote it.
            throw new EndpointException("The certificates for the engine cannot be read: ca_material, cert_material and key_material (or the files in cert_path) must be PEM texts of certificates and of the client's key.", "cert_material", e);
        }
        // A context may say so, as those of development machines do.
#pragma warning disable CA5359 // that is what the user asks for
        if (SkipsVerification) options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        return options;
    }

    private static X509ChainPolicy Trusting(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authority);
        return policy;
    }

    private static X509Certificate2 WithKey(string certificate, string key)
    {
        using var read = X509Certificate2.CreateFromPem(certificate, key);
        // Windows takes no keys that are in memory alone; through PKCS #12 they are in its store.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EndpointException($"The certificate file {path} cannot be read: {e.Message}", "cert_path", e);
        }
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
