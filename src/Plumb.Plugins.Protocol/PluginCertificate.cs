using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumb.Plugins.Protocol;

/// <summary>
/// A key and a self-signed certificate for one process's life. Host and plugin give each other theirs beforehand, the
/// host in the environment and the plugin in its handshake, and each accepts exactly that one.
/// </summary>
public static class PluginCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>The name that hosts expect in it.</summary>
    public const string HostName = "localhost";

    public static X509Certificate2 Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={HostName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication), new Oid(ServerAuthentication)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(HostName);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddSeconds(-30), now.AddYears(30));
    }

    /// <summary>Whether a certificate that the other side shows is the one it announced.</summary>
    public static bool Matches(X509Certificate? shown, ReadOnlySpan<byte> announced) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(announced);
}
