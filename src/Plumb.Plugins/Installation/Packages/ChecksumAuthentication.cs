namespace Plumb.Plugins.Installation.Packages;

/// <summary>A mirror names checksums that a package has to have: one of them is enough.</summary>
public sealed class ChecksumAuthentication(IReadOnlyList<string> hashes) : IPackageAuthentication
{
    public async Task<PackageAuthenticity> AuthenticateAsync(string archive, CancellationToken cancellation)
    {
        var known = hashes.Where(PackageHash.IsKnown).ToArray();
        if (known.Length == 0) throw new ProviderSourceException("none of the checksum formats given for this provider is known.");
        if (await PackageChecks.MatchesAsync(new ArchivePackage(archive), known, cancellation).ConfigureAwait(false)) return new PackageAuthenticity(PackageTrust.VerifiedChecksum, "", []);
        throw new ProviderSourceException(known is [var only]
            ? $"provider package doesn't match the expected checksum \"{only}\""
            : "provider package doesn't match any of the expected checksums");
    }
}
