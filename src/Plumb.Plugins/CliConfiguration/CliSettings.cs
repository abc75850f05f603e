using Plumb.Core.Addresses;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>What the user's configuration of the program itself says, from its files and the environment.</summary>
public sealed record CliSettings
{
    /// <summary>Tokens by host; those of the environment count most.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>A program that knows further tokens.</summary>
    public CredentialsHelperConfig? CredentialsHelper { get; init; }

    /// <summary>Where a host has its services, by host and service: what would otherwise be asked of the host.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Services { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Where packages are kept for all projects; null where each has its own.</summary>
    public string? PluginCacheDirectory { get; init; }

    /// <summary>Whether a cached package may be taken although the lock file then lacks the checksums of other platforms.</summary>
    public bool CacheMayBreakLockFile { get; init; }

    /// <summary>Null where nothing is said: directories that exist by convention, then registries.</summary>
    public IReadOnlyList<InstallationMethod>? InstallationMethods { get; init; }

    /// <summary>Directories of providers under development, which no version or checksum is asked of.</summary>
    public IReadOnlyDictionary<ProviderAddress, string> DevOverrides { get; init; } = new Dictionary<ProviderAddress, string>();
}

/// <param name="Name">The program is <c>terraform-credentials-NAME</c>.</param>
/// <param name="Arguments">Given before the verb.</param>
public sealed record CredentialsHelperConfig(string Name, IReadOnlyList<string> Arguments);

/// <summary>One way to get packages, for the providers that its patterns admit.</summary>
public abstract record InstallationMethod(ProviderPatterns Patterns);

/// <summary>The registry at the provider's own host.</summary>
public sealed record DirectInstallation(ProviderPatterns Patterns) : InstallationMethod(Patterns);

/// <summary>A directory of packages, packed or unpacked.</summary>
public sealed record FilesystemMirrorInstallation(string Path, ProviderPatterns Patterns) : InstallationMethod(Patterns);

/// <summary>A host that offers packages of many registries; the address ends with a slash.</summary>
public sealed record NetworkMirrorInstallation(Uri Address, ProviderPatterns Patterns) : InstallationMethod(Patterns);
