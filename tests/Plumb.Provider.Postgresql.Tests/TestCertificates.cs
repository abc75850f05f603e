using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>An authority, which vouches for the server on this machine and for the role "tls_user".</summary>
internal static class TestCertificates
{
    public static async Task WriteAsync(string serverFolder, string clientFolder)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority of these tests", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        using var authority = request.CreateSelfSigned(from, until);
        foreach (var folder in (string[])[serverFolder, clientFolder]) await File.WriteAllTextAsync(Path.Combine(folder, "authority.crt"), authority.ExportCertificatePem());
        await IssueAsync(authority, "localhost", serverFolder, "server");
        await IssueAsync(authority, "tls_user", clientFolder, "client");
    }

    private static async Task IssueAsync(X509Certificate2 authority, string name, string folder, string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        await File.WriteAllTextAsync(Path.Combine(folder, file + ".crt"), issued.ExportCertificatePem());
        var path = Path.Combine(folder, file + ".key");
        await File.WriteAllTextAsync(path, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
