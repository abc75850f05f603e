using Plumb.Cli.Session.Plugins;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;

namespace Plumb.Cli.Session;

/// <summary>What <c>init</c> may be told of providers.</summary>
/// <param name="PluginDirectories">Where packages are, in place of everything configured.</param>
/// <param name="ReadOnlyLocks">Whether the lock file must stay as it is.</param>
internal sealed record ProviderInstallationOptions(bool Upgrade, IReadOnlyList<string> PluginDirectories, bool ReadOnlyLocks);

/// <summary>Installs the providers of a project that are not embedded, and keeps the lock file.</summary>
internal sealed class ProviderInstallation(ProjectSession session, ProviderInstallationOptions options, IProviderProgress progress)
{
    private static readonly DiagnosticRule Contradiction = new("CLI083", Severity.Error, "The -upgrade flag conflicts with -lockfile=readonly");

    private readonly PluginSettings _settings = session.Plugins;
    private readonly string _lockFile = Path.Combine(session.Terminal.WorkingDirectory, DependencyLocks.FileName);

    /// <summary>What is wrong is reported.</summary>
    public async Task InstallAsync(ConfigurationTree configuration, StateDocument? state, CancellationToken cancellation)
    {
        var origins = session.OriginsOf(configuration, state);
        if (Check(configuration, state, origins) is not { } before) return;
        foreach (var own in origins.InUse) progress.Embedded(own.Address, own.StandsForVersion);
        var source = options.PluginDirectories.Count > 0 ? ConfiguredSources.OfDirectories(options.PluginDirectories.Select(_settings.Environment.Absolute)) : _settings.Sources.Create();
        var installer = new ProviderInstaller(source, new PackageInstaller(_settings.Http), _settings.Packages, progress)
        {
            Cache = _settings.Cache,
            CacheMayBreakLockFile = _settings.Settings.CacheMayBreakLockFile,
            Others = [.. origins.InUse.Select(e => e.Address), .. origins.Reattached.Keys],
        };
        var outcome = await installer.InstallAsync(origins.ToInstall, before, options.Upgrade ? InstallationMode.Upgrade : InstallationMode.Normal, cancellation).ConfigureAwait(false);
        Report(outcome);
        if (outcome.Failures.Count > 0) return;
        if (outcome.HasSelfSigned) progress.SelfSigned();
        Save(before, outcome);
    }

    /// <summary>The locks as they are; null where nothing may be installed, which is reported.</summary>
    private DependencyLocks? Check(ConfigurationTree configuration, StateDocument? state, ProviderOrigins origins)
    {
        session.Diagnostics.AddRange(_settings.Faults);
        if (origins.DevOverrideWarning("Directories under development need no installation, and init may fail for providers that were never published.") is { } warning) session.Diagnostics.Add(warning);
        if (options.Upgrade && options.ReadOnlyLocks) session.Diagnostics.Add(Contradiction, null, "What -upgrade finds would have to be written to the lock file, which -lockfile=readonly forbids.");
        foreach (var legacy in ProviderRequirements.Of(configuration, state).Providers.Keys.Where(a => a.Namespace == Core.Addresses.ProviderAddress.UnknownNamespace))
        {
            session.Diagnostics.Add(new Diagnostic(InstallationRules.LegacyAddress, null, $"The state has objects of the provider \"{legacy.Type}\" from before Terraform 0.13, when providers had no namespace. It has to be told whose provider that is.")
            {
                Help = $"Say so, for example:\n    {session.Terminal.Program.Command} state replace-provider -- -/{legacy.Type} hashicorp/{legacy.Type}",
            });
        }
        return session.Diagnostics.HasErrors ? null : LockFileReader.Read(_lockFile, DependencyLocks.FileName, session.Diagnostics);
    }

    private void Report(InstallationOutcome outcome)
    {
        var description = new FailureDescription(session.Terminal.Program.Command, ProviderPlatform.Current);
        foreach (var (address, messages) in outcome.Warnings)
            session.Diagnostics.Add(InstallationRules.RegistryWarning, null, $"The remote registry returned warnings for {address}:\n{string.Join("\n", messages.Select(m => "- " + m))}");
        foreach (var failure in outcome.Failures) session.Diagnostics.Add(description.Describe(failure));
    }

    private void Save(DependencyLocks before, InstallationOutcome outcome)
    {
        if (outcome.Locks.IsSame(before)) return;
        if (options.ReadOnlyLocks)
        {
            session.Diagnostics.Add(outcome.Locks.HasSameProviders(before)
                ? new Diagnostic(InstallationRules.LocksNotUpdated, null, "More was learned of the selected providers than .terraform.lock.hcl says, and the option -lockfile=readonly keeps it from being written there.")
                : new Diagnostic(InstallationRules.LocksReadOnly, null, "The configuration needs other providers than .terraform.lock.hcl has, and the option -lockfile=readonly keeps it from being changed.")
                {
                    Help = $"To record them, run:\n    {session.Terminal.Program.Command} init",
                });
            return;
        }
        if (outcome.Incomplete.Count > 0) session.Diagnostics.Add(DescribeIncomplete(outcome));
        LockFileWriter.Write(_lockFile, outcome.Locks, session.Diagnostics);
        if (!session.Diagnostics.HasErrors) progress.LocksWritten(isNew: before.Providers.IsEmpty);
    }

    private Diagnostic DescribeIncomplete(InstallationOutcome outcome) => new(InstallationRules.IncompleteLocks, null,
        $"What these providers were installed from tells no checksums for other platforms, so the lock file has those for {ProviderPlatform.Current} alone:\n{string.Join("\n", outcome.Incomplete.Select(a => "  - " + a.ForDisplay))}\n\nOn another platform they cannot be installed with it.")
    {
        Help = $"To add the checksums for another platform, run:\n    {session.Terminal.Program.Command} providers lock -platform={ProviderPlatform.Current}\n(where {ProviderPlatform.Current} is the platform to add)",
    };
}
