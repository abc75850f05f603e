namespace Plumb.Plugins.Installation.Packages;

/// <summary>Decides whether a package is what its source says that it is.</summary>
public interface IPackageAuthentication
{
    /// <summary>Throws <see cref="ProviderSourceException"/> where it is not, with the reason.</summary>
    Task<PackageAuthenticity> AuthenticateAsync(string archive, CancellationToken cancellation);
}

public enum PackageTrust
{
    Unauthenticated,
    VerifiedChecksum,

    /// <summary>Signed by the key that the registry names for the provider.</summary>
    SelfSigned,

    /// <summary>The same, and HashiCorp vouches for the key.</summary>
    Partner,

    /// <summary>Signed by HashiCorp's own key.</summary>
    Official,
}

/// <summary>How far a package can be trusted.</summary>
/// <param name="KeyId">Whose signature it bears; empty where it bears none.</param>
/// <param name="SignedHashes">Checksums of this version's packages for all platforms, of which the signature is.</param>
public sealed record PackageAuthenticity(PackageTrust Trust, string KeyId, IReadOnlyList<string> SignedHashes)
{
    public static PackageAuthenticity None { get; } = new(PackageTrust.Unauthenticated, "", []);

    /// <summary>Signed by somebody else than HashiCorp, whose key people may want to know.</summary>
    public bool IsOthers => Trust is PackageTrust.SelfSigned or PackageTrust.Partner;

    /// <summary>As the peer says it.</summary>
    public string Describe => Trust switch
    {
        PackageTrust.VerifiedChecksum => "verified checksum",
        PackageTrust.SelfSigned => "self-signed",
        PackageTrust.Partner => "signed by a HashiCorp partner",
        PackageTrust.Official => "signed by HashiCorp",
        _ => "unauthenticated",
    };
}
