using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.LockFile;

namespace Plumb.Plugins.Installation;

/// <summary>
/// Installs the providers that a project needs: chooses versions, gets the packages that are missing, all at once, and says what
/// the lock file has to hold then. One that fails does not keep the others from being installed.
/// </summary>
public sealed class ProviderInstaller(IProviderPackageSource source, PackageInstaller packages, ProviderDirectory target, IInstallationObserver observer)
{
    private const int MaxParallel = 8;

    private readonly Lock _gate = new();

    /// <summary>Where packages of all projects are; null where each has its own.</summary>
    public ProviderDirectory? Cache { get; init; }

    /// <summary>Whether a cached package may be taken that the lock file has no checksum of.</summary>
    public bool CacheMayBreakLockFile { get; init; }

    /// <summary>Providers that are needed too and come from elsewhere: what the lock file says of them stays.</summary>
    public IReadOnlyCollection<ProviderAddress> Others { get; init; } = [];

    public async Task<InstallationOutcome> InstallAsync(ProviderRequirements requirements, DependencyLocks locks, InstallationMode mode, CancellationToken cancellation)
    {
        var run = new InstallationRun(requirements, locks, mode);
        foreach (var address in requirements.Providers.Keys.Where(a => a.IsBuiltin)) CheckBuiltIn(address, run);
        // Step 1: which versions?
        var wanted = requirements.Providers.Keys.Where(a => !a.IsBuiltin).ToArray();
        var chosen = new Dictionary<ProviderAddress, SemanticVersion>();
        foreach (var address in wanted) Announce(address, run);
        await Parallel.ForEachAsync(wanted, Options(cancellation), async (address, token) =>
        {
            if (await ChooseAsync(address, run, token).ConfigureAwait(false) is { } version)
                lock (_gate) chosen[address] = version;
        }).ConfigureAwait(false);
        // Step 2: get what is missing.
        await Parallel.ForEachAsync(chosen.OrderBy(c => c.Key), Options(cancellation), async (choice, token) => await InstallAsync(choice.Key, choice.Value, run, token).ConfigureAwait(false)).ConfigureAwait(false);
        // Step 3: what is not needed any more is not locked any more.
        return run.Finish(Others);
    }

    private static ParallelOptions Options(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellation };

    private void CheckBuiltIn(ProviderAddress address, InstallationRun run)
    {
        if (address != ProviderAddress.BuiltinTerraform) run.Fail(address, null, new ProviderSourceException($"there is no built-in provider named \"{address.Type}\""));
        else if (run.Requirements.Constraints(address).Terms.Count > 0) run.Fail(address, null, new ProviderSourceException("built-in providers do not support explicit version constraints"));
        else Tell(o => o.BuiltIn(address));
    }

    private void Announce(ProviderAddress address, InstallationRun run) =>
        Tell(o => o.Finding(address, run.Requirements.Constraints(address).ToCanonicalString(), run.Locked(address) is not null));

    /// <summary>Null where there is none to be had, which is noted.</summary>
    private async Task<SemanticVersion?> ChooseAsync(ProviderAddress address, InstallationRun run, CancellationToken cancellation)
    {
        var constraints = run.Requirements.Constraints(address);
        var locked = run.Locked(address)?.Version;
        if (locked is not null && !ProviderVersions.Admit(constraints, locked))
            return run.Fail(address, null, new ProviderSourceException($"locked provider {address} {locked} does not match configured version constraint {constraints.ToCanonicalString()}; must use init -upgrade to allow selection of new versions"));
        if (locked is not null && Cache?.Find(address, locked) is not null) return locked;
        try
        {
            var available = await source.FindVersionsAsync(address, cancellation).ConfigureAwait(false);
            run.Warn(address, available.Warnings);
            if (locked is null)
                return ProviderVersions.Newest(constraints, available.Versions) ?? run.Fail(address, null, NoneFits(constraints));
            return available.Versions.Contains(locked) ? locked : run.Fail(address, null, new ProviderSourceException($"the previously-selected version {locked} is no longer available"));
        }
        catch (ProviderSourceException e)
        {
            return run.Fail(address, null, e);
        }
    }

    private static ProviderSourceException NoneFits(VersionConstraints constraints) => new(constraints.Terms.Count == 0
        ? "there is no release of it"
        : $"no available releases match the given constraints {constraints.ToCanonicalString()}");

    private async Task InstallAsync(ProviderAddress address, SemanticVersion version, InstallationRun run, CancellationToken cancellation)
    {
        try
        {
            var prior = run.PriorHashes(address, version);
            if (target.Find(address, version) is { } present && prior.Count > 0 && await PackageChecks.MatchesAsync(present, prior, cancellation).ConfigureAwait(false))
            {
                Tell(o => o.AlreadyInstalled(address, version));
                run.Lock(address, version);
                return;
            }
            if (await TakeFromCacheAsync(address, version, prior, run, cancellation).ConfigureAwait(false)) return;
            await FetchAsync(address, version, prior, run, cancellation).ConfigureAwait(false);
        }
        catch (ProviderSourceException e)
        {
            run.Fail(address, version, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            run.Fail(address, version, new ProviderSourceException(e.Message, e));
        }
    }

    private async Task<bool> TakeFromCacheAsync(ProviderAddress address, SemanticVersion version, IReadOnlyList<string> prior, InstallationRun run, CancellationToken cancellation)
    {
        if (Cache?.Find(address, version) is not { } cached) return false;
        var fits = prior.Count > 0 ? await PackageChecks.MatchesAsync(cached, prior, cancellation).ConfigureAwait(false) : CacheMayBreakLockFile;
        // What the cache has but the lock file does not know could have been changed by anyone: it is got again.
        if (!fits) return false;
        Tell(o => o.Cached(address, version));
        await target.LinkAsync(cached, address, version).ConfigureAwait(false);
        var own = await PackageChecks.ContentHashAsync(cached, cancellation).ConfigureAwait(false);
        run.LockNew(address, version, own, prior, []);
        return true;
    }

    private async Task FetchAsync(ProviderAddress address, SemanticVersion version, IReadOnlyList<string> prior, InstallationRun run, CancellationToken cancellation)
    {
        var package = await source.FindPackageAsync(address, version, target.Platform, cancellation).ConfigureAwait(false);
        Tell(o => o.Installing(address, version));
        var into = Cache ?? target;
        var authenticity = await packages.InstallAsync(package, into, run.Mode == InstallationMode.Checksums ? [] : prior, cancellation).ConfigureAwait(false);
        var installed = into.Find(address, version) ?? throw new ProviderSourceException($"after installing {address} it is not to be found in {into.Path}");
        if (Cache is not null) await target.LinkAsync(installed, address, version).ConfigureAwait(false);
        var own = await PackageChecks.ContentHashAsync(installed, cancellation).ConfigureAwait(false);
        run.LockNew(address, version, own, prior, authenticity.SignedHashes);
        run.Note(authenticity);
        Tell(o => o.Installed(address, version, authenticity));
    }

    private void Tell(Action<IInstallationObserver> what)
    {
        lock (_gate) what(observer);
    }
}
