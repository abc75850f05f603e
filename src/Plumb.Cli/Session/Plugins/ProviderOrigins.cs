using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.Installation;
using Plumb.Provider;

namespace Plumb.Cli.Session.Plugins;

/// <summary>
/// Where each provider of a project comes from: a process that is there already, a directory under development, the program
/// itself where its own provider stands for a version that the project admits, or a package that was installed.
/// </summary>
internal sealed class ProviderOrigins(IReadOnlyList<EmbeddedProvider> embedded, ProviderRequirements requirements, PluginSettings settings)
{
    public IReadOnlyDictionary<ProviderAddress, ReattachedProvider> Reattached => settings.Reattached;

    public IReadOnlyDictionary<ProviderAddress, string> DevOverrides => settings.Settings.DevOverrides;

    /// <summary>Null where the provider has to come from elsewhere.</summary>
    public EmbeddedProvider? Embedded(ProviderAddress address)
    {
        if (IsUnmanaged(address) || embedded.FirstOrDefault(e => e.Address == address) is not { } own) return null;
        if (address.IsBuiltin) return own;
        return !settings.PrefersOfficial && SemanticVersion.TryParse(own.StandsForVersion, out var version) && ProviderVersions.Admit(requirements.Constraints(address), version) ? own : null;
    }

    /// <summary>Whether neither version nor checksum is asked of the provider.</summary>
    public bool IsUnmanaged(ProviderAddress address) => Reattached.ContainsKey(address) || DevOverrides.ContainsKey(address);

    /// <summary>What has to be installed.</summary>
    public ProviderRequirements ToInstall => requirements.Where(a => !Reattached.ContainsKey(a) && (a.IsBuiltin || Embedded(a) is null));

    /// <summary>What has to be there to be started.</summary>
    public ProviderRequirements ToFind => requirements.Where(a => !a.IsBuiltin && !IsUnmanaged(a) && Embedded(a) is null);

    /// <summary>What of the project's needs the program itself has.</summary>
    public IEnumerable<EmbeddedProvider> InUse => requirements.Providers.Keys.Where(a => !a.IsBuiltin).Select(Embedded).OfType<EmbeddedProvider>();

    /// <summary>Null where there are none.</summary>
    public Diagnostic? DevOverrideWarning(string consequence) => DevOverrides.Count == 0 ? null : new Diagnostic(InstallationRules.DevOverrides, null,
        $"The following provider development overrides are set in the CLI configuration:\n{string.Join("\n", DevOverrides.OrderBy(o => o.Key).Select(o => $" - {o.Key.ForDisplay} in {o.Value}"))}\n\n{consequence}");
}
