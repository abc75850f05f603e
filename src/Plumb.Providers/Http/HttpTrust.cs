using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;

namespace Plumb.Providers.Http;

/// <summary>Whom a connection trusts, and whom it shows itself as, from the arguments of the data source.</summary>
internal static class HttpTrust
{
    public static SslClientAuthenticationOptions? Options(ObjectValue config, List<ProviderDiagnostic> problems)
    {
        var options = new SslClientAuthenticationOptions();
        if (config.FlagOf("insecure") is true)
#pragma warning disable CA5359 // the user asks for a connection that trusts anybody
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        try
        {
            if (config.TextOf("ca_cert_pem") is { } authority) options.CertificateChainPolicy = TrustOnly(authority);
            if (config.TextOf("client_cert_pem") is { } certificate && config.TextOf("client_key_pem") is { } key) options.ClientCertificateContext = Identity(certificate, key);
        }
        catch (CryptographicException e)
        {
            problems.Add(ProviderDiagnostic.Error("Error configuring TLS client", $"A certificate or key is not as it should be: {e.Message}"));
        }
        return problems.Count == 0 ? options : null;
    }

    private static X509ChainPolicy TrustOnly(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("ca_cert_pem holds no certificate in PEM form");
    }

    /// <summary>The certificate, and those after it in the text, which lead to its authority.</summary>
    private static SslStreamCertificateContext Identity(string certificatePem, string keyPem)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificatePem);
        var certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        return SslStreamCertificateContext.Create(certificate, [.. all.Skip(1)], offline: true);
    }
}
