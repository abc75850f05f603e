using Plumb.Plugins.Signatures;

namespace Plumb.Plugins.Installation.Packages;

/// <summary>A package of a registry: its checksum is the one in the list, and the list is signed.</summary>
/// <param name="checksums">The list.</param>
/// <param name="filename">The package's name in the list.</param>
/// <param name="sha256">What the registry itself says of the package.</param>
/// <param name="trusted">Whose signatures tell whose package it is.</param>
/// <param name="time">Signatures expire.</param>
public sealed class RegistryAuthentication(SignedChecksums checksums, string filename, string sha256, HashiCorpKeys trusted, TimeProvider time) : IPackageAuthentication
{
    public async Task<PackageAuthenticity> AuthenticateAsync(string archive, CancellationToken cancellation)
    {
        if (checksums.Of(filename) is not { } listed) throw new ProviderSourceException($"checksum list has no SHA-256 hash for \"{filename}\"");
        if (listed != sha256) throw new ProviderSourceException($"checksum list has unexpected SHA-256 hash {listed} (expected {sha256})");
        var (signer, trust) = Signer();
        var (found, expected) = (await PackageHash.OfArchiveAsync(archive, cancellation).ConfigureAwait(false), PackageHash.ArchiveScheme + sha256);
        if (found != expected) throw new ProviderSourceException($"archive has incorrect checksum {found} (expected {expected})");
        return new PackageAuthenticity(trust, signer.KeyId, checksums.All());
    }

    private (DocumentSigner Signer, PackageTrust Trust) Signer()
    {
        try
        {
            foreach (var key in checksums.Keys)
            {
                if (DetachedSignature.Verify(checksums.Document, checksums.Signature, [key.Armor], time.GetUtcNow()) is not { } signer) continue;
                return (signer, signer.Fingerprint == trusted.Official ? PackageTrust.Official : trusted.Vouch(key, time.GetUtcNow()) ? PackageTrust.Partner : PackageTrust.SelfSigned);
            }
            throw new ProviderSourceException("authentication signature from unknown issuer: none of the keys that the registry names for the provider made it");
        }
        catch (SignatureException e)
        {
            throw new ProviderSourceException($"error checking signature: {e.Message}", e);
        }
    }
}
