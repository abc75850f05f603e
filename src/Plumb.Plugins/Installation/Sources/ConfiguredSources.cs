using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>
/// The sources that the user's configuration names; where it names none, the directories that exist by convention and then each
/// provider's own registry, which is not asked for what such a directory has.
/// </summary>
public sealed class ConfiguredSources(CliEnvironment environment, CliSettings settings, RegistryHttp http, TimeProvider time)
{
    private readonly HostServices _services = new(http, settings);

    /// <summary>Whatever is configured: the registries alone.</summary>
    public IProviderPackageSource Direct => new RegistrySource(_services, http, time);

    public IProviderPackageSource Create() => settings.InstallationMethods is { } methods
        ? new CompositeSource([.. methods.Select(m => (m.Patterns, Source(m)))])
        : ByConvention();

    /// <summary>Only these directories, as <c>-plugin-dir</c> has it.</summary>
    public static IProviderPackageSource OfDirectories(IEnumerable<string> directories) =>
        new CompositeSource([.. directories.Select(d => (ProviderPatterns.All, (IProviderPackageSource)new FilesystemMirrorSource(d)))]);

    public IProviderPackageSource OfMirror(Uri address) => new NetworkMirrorSource(address, http);

    private IProviderPackageSource Source(InstallationMethod method) => method switch
    {
        FilesystemMirrorInstallation mirror => new FilesystemMirrorSource(mirror.Path),
        NetworkMirrorInstallation mirror => new NetworkMirrorSource(mirror.Address, http),
        _ => Direct,
    };

    private CompositeSource ByConvention()
    {
        var directories = ConventionalDirectories().Where(Directory.Exists).Distinct(StringComparer.Ordinal).ToArray();
        var local = directories.SelectMany(d => new LocalPackages(d).Providers()).Distinct().Select(a => new ProviderPattern(a.Host, a.Namespace, a.Type)).ToArray();
        return new CompositeSource(
        [
            .. directories.Select(d => (ProviderPatterns.All, (IProviderPackageSource)new FilesystemMirrorSource(d))),
            (new ProviderPatterns([], local), Direct),
        ]);
    }

    private IEnumerable<string> ConventionalDirectories()
    {
        yield return environment.Absolute(Path.Combine("terraform.d", "plugins"));
        if (environment.ConfigurationDirectory is { } own) yield return Path.Combine(own, "plugins");
        foreach (var data in DataDirectories()) yield return Path.Combine(data, "terraform", "plugins");
    }

    /// <summary>Those of the XDG base directory specification; other systems have their own.</summary>
    private IEnumerable<string> DataDirectories()
    {
        if (OperatingSystem.IsWindows()) return [];
        if (OperatingSystem.IsMacOS()) return environment.Home is { } library ? [Path.Combine(library, "Library", "Application Support"), "/Library/Application Support"] : [];
        string[] home = environment["XDG_DATA_HOME"] is { } given && Path.IsPathRooted(given) ? [given] : environment.Home is { } own ? [Path.Combine(own, ".local", "share")] : [];
        var system = (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return [.. home, .. system.Where(Path.IsPathRooted)];
    }
}
