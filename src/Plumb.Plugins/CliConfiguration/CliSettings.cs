using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>What the user's configuration of the program itself says, from its files and the environment.</summary>
public sealed record CliSettings
{
    /// <summary>Tokens by host; those of the environment count most.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>A program that knows further tokens.</summary>
    public CredentialsHelperConfig? CredentialsHelper { get; init; }

    /// <summary>What services a host has, by host: a JSON object in place of the one that would otherwise be asked of the host.</summary>
    public IReadOnlyDictionary<string, JsonElement> Services { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>How often a registry is asked again; null where nothing is said. The environment counts more.</summary>
    public int? RegistryRetries { get; init; }

    /// <summary>How long a registry is waited for; null where nothing is said. The environment counts more.</summary>
    public TimeSpan? RegistryPatience { get; init; }

    /// <summary>Where packages are kept for all projects; null where each has its own.</summary>
    public string? PluginCacheDirectory { get; init; }

    /// <summary>Whether a cached package may be taken although the lock file then lacks the checksums of other platforms.</summary>
    public bool CacheMayBreakLockFile { get; init; }

    /// <summary>Null where nothing is said: directories that exist by convention, then registries.</summary>
    public IReadOnlyList<InstallationMethod>? InstallationMethods { get; init; }

    /// <summary>Directories of providers under development, which no version or checksum is asked of.</summary>
    public IReadOnlyDictionary<ProviderAddress, string> DevOverrides { get; init; } = new Dictionary<ProviderAddress, string>();

    /// <summary>The address that a host block gives for a service; null where it gives none.</summary>
    public string? ServiceAddress(string host, string service) => Services.TryGetValue(host, out var services) ? services.Text(service) : null;
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
