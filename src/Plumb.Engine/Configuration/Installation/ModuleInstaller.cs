using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;
using Plumb.Engine.Configuration.Versions;
using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Installs the modules that a configuration calls, at any depth, into the data directory, and writes down where each is.
/// What is installed already and still fits stays, unless an upgrade is asked for.
/// </summary>
/// <param name="environment">Where the data directory is, among other things.</param>
/// <param name="fetcher">Gets packages.</param>
/// <param name="registry">Asks registries.</param>
/// <param name="progress">Is given lines such as <c>- network in modules/network</c>.</param>
public sealed class ModuleInstaller(StaticEnvironment environment, PackageFetcher fetcher, RegistryClient registry, Action<string>? progress = null)
{
    private readonly Action<string> _progress = progress ?? (_ => { });

    /// <summary>The tree of modules as installed; null where the root cannot be read or a list of modules is damaged.</summary>
    public async Task<ConfigurationTree?> InstallAsync(
        string directory, bool upgrade, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var here = environment with { RootDirectory = ModulePath.Clean(directory) };
        if (ConfigurationLoader.ReadManifest(here, diagnostics) is not { } manifest) return null;
        var builder = new TreeBuilder(ConfigurationLoader.ReadModule(directory, diagnostics), here, diagnostics);
        manifest.Set(new InstalledModule("", "", null, "."));
        var run = new Run(here, manifest, upgrade, diagnostics, cancellation);
        var any = false;
        while (builder.TryNext(out var call))
        {
            any = true;
            if (await InstallAsync(call, run).ConfigureAwait(false) is { } installed) builder.Enter(call, here.FromRoot(installed));
        }
        if (any) WriteManifest(run);
        return ConfigurationLoader.Complete(builder, diagnostics);
    }

    private async Task<string?> InstallAsync(PendingCall pending, Run run)
    {
        var existing = run.Manifest.Find(pending.Key);
        if (existing is not null && !run.Upgrade && StillFits(existing, pending.Call) && Directory.Exists(run.Environment.FromRoot(existing.Directory)))
            return existing.Directory;

        run.Manifest.Remove(pending.Key);
        var place = ModulePath.Join(ModulePath.Join(run.Environment.DataDirectory, "modules"), pending.Key);
        if (!RemoveOld(run.Environment.FromRoot(place), pending, run)) return null;
        try
        {
            return pending.Call.ParsedSource switch
            {
                LocalModuleSource local => InstallLocal(pending, local, run),
                RegistryModuleSource module => await InstallFromRegistryAsync(pending, module, place, run).ConfigureAwait(false),
                RemoteModuleSource remote => await InstallRemoteAsync(pending, remote, place, run).ConfigureAwait(false),
                _ => null,
            };
        }
        catch (FetchException e)
        {
            run.Report(InstallationRules.DownloadFailed, pending.Call.Span, $"The module \"{pending.Call.Name}\" could not be downloaded from \"{pending.Call.ParsedSource}\": {e.Message}");
            return null;
        }
    }

    private static bool StillFits(InstalledModule installed, ModuleCallConfig call) =>
        InstalledModules.IsSameSource(installed.Source, call.ParsedSource)
        && (installed.Version is null || call.Version is null || call.Version.Constraints.Admits(installed.Version));

    private static bool RemoveOld(string place, PendingCall pending, Run run)
    {
        try
        {
            DirectoryCopy.Remove(place);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Report(InstallationRules.CacheNotRemoved, pending.Call.Span, $"The old content of {place} cannot be removed: {e.Message}");
            return false;
        }
    }

    private string? InstallLocal(PendingCall pending, LocalModuleSource source, Run run)
    {
        if (pending.Call.Version is { } version)
        {
            run.Report(InstallationRules.VersionOutsideRegistry, version.Span, $"The module \"{pending.Call.Name}\" is a local directory, which has no versions.");
            return null;
        }
        var parent = run.Manifest.Find(ParentKey(pending))?.Directory ?? ".";
        var directory = ModulePath.Join(parent, source.Path);
        if (PackageOf(pending, run) is { } package && directory != package && !directory.StartsWith(package + "/", StringComparison.Ordinal))
        {
            run.Report(InstallationRules.PathEscapes, pending.Call.SourceSpan, $"The path \"{source.Path}\" leads out of the package that the calling module was installed with, where there is nothing to be found.");
            return null;
        }
        if (!Directory.Exists(run.Environment.FromRoot(directory)))
        {
            run.Report(InstallationRules.UnreadableDirectory, pending.Call.Span, $"The directory {directory} of the module \"{pending.Call.Name}\" cannot be read.");
            return null;
        }
        return Record(pending, null, directory, run);
    }

    private async Task<string?> InstallRemoteAsync(PendingCall pending, RemoteModuleSource source, string place, Run run)
    {
        if (pending.Call.Version is { } version)
        {
            run.Report(InstallationRules.VersionOutsideRegistry, version.Span, $"The module \"{pending.Call.Name}\" does not come from a registry, so it has no versions.");
            return null;
        }
        _progress($"Downloading {source.Package} for {pending.Key}...");
        await fetcher.FetchAsync(source.Package, run.Environment.FromRoot(place), run.Cancellation).ConfigureAwait(false);
        return Settle(pending, null, place, source.Subdirectory, run);
    }

    private async Task<string?> InstallFromRegistryAsync(PendingCall pending, RegistryModuleSource source, string place, Run run)
    {
        SemanticVersion? version;
        string address;
        try
        {
            version = await ChooseVersionAsync(pending, source, run).ConfigureAwait(false);
            if (version is null) return null;
            _progress($"Downloading {source.Package} {version} for {pending.Key}...");
            address = await registry.FindPackageAsync(source, version, run.Cancellation).ConfigureAwait(false);
        }
        catch (FetchException e)
        {
            run.Report(InstallationRules.RegistryUnavailable, pending.Call.Span, $"The registry at {source.Host} could not be asked for the module {source.ForDisplay}: {e.Message}");
            return null;
        }
        if (!ModuleSourceParser.TryParseRemote(address, out var package, out _) || package is not RemoteModuleSource remote)
            throw new FetchException($"the registry says that the package is at \"{address}\", which is no address.");
        if (PackageAddress.Parse(remote.Package).Getter == "file") throw new FetchException("the registry says that the package is a file of this machine.");
        await fetcher.FetchAsync(remote.Package, run.Environment.FromRoot(place), run.Cancellation).ConfigureAwait(false);
        var inside = remote.Subdirectory.Length > 0 && source.Subdirectory.Length > 0
            ? ModulePath.Join(remote.Subdirectory, source.Subdirectory)
            : remote.Subdirectory + source.Subdirectory;
        return Settle(pending, version, place, inside, run);
    }

    private async Task<SemanticVersion?> ChooseVersionAsync(PendingCall pending, RegistryModuleSource source, Run run)
    {
        if (await registry.FindVersionsAsync(source, run.Cancellation).ConfigureAwait(false) is not { } written)
        {
            run.Report(InstallationRules.NotFound, pending.Call.Span, $"The registry at {source.Host} knows no module {source.ForDisplay}.");
            return null;
        }
        var versions = new List<SemanticVersion>();
        foreach (var text in written)
        {
            if (SemanticVersion.TryParse(text, out var version)) versions.Add(version);
            else run.Report(InstallationRules.InvalidResponse, pending.Call.Span, $"The registry at {source.Host} lists \"{text}\" as a version of {source.ForDisplay}, which is none and is passed over.");
        }
        var constraints = pending.Call.Version?.Constraints ?? VersionConstraints.Any;
        // A prerelease is taken only where it is asked for exactly.
        var exact = constraints.Terms is [{ Operator: VersionOperator.Equal, Boundary: var boundary }] ? boundary : null;
        var stable = versions.Where(v => !v.IsPrerelease || (exact is not null && v.IsSameRelease(exact))).ToList();
        if (stable.Count == 0)
        {
            run.Report(InstallationRules.NoVersions, pending.Call.Span, $"The module {source.ForDisplay} has no versions at {source.Host}.");
            return null;
        }
        if (stable.Where(constraints.Admits).Max() is { } chosen) return chosen;
        run.Report(InstallationRules.NoMatchingVersion, pending.Call.Version?.Span ?? pending.Call.Span, $"No version of the module {source.ForDisplay} meets the constraint \"{constraints}\". The newest there is is {stable.Max()}.");
        return null;
    }

    /// <summary>Finds the module's directory in the package and writes it down.</summary>
    private string? Settle(PendingCall pending, SemanticVersion? version, string place, string subdirectory, Run run)
    {
        var directory = place;
        if (subdirectory.Length > 0)
        {
            try
            {
                var package = run.Environment.FromRoot(place);
                var found = Subdirectory.Find(package, subdirectory);
                directory = ModulePath.Join(place, Path.GetRelativePath(package, found).Replace('\\', '/'));
            }
            catch (FetchException e)
            {
                run.Report(InstallationRules.SubdirectoryMissing, pending.Call.SourceSpan, $"The module \"{pending.Call.Name}\" is not where its source says: {e.Message}");
                return null;
            }
        }
        return Record(pending, version, directory, run);
    }

    private string Record(PendingCall pending, SemanticVersion? version, string directory, Run run)
    {
        run.Manifest.Set(new InstalledModule(pending.Key, pending.Call.ParsedSource?.ToString() ?? "", version, directory));
        _progress($"- {pending.Key} in {directory}");
        return directory;
    }

    /// <summary>The directory of the package that the calling module came with; null in the root's own.</summary>
    private static string? PackageOf(PendingCall pending, Run run)
    {
        for (var node = pending.Caller; node.Call is { } call; node = node.Parent ?? throw new System.Diagnostics.UnreachableException())
        {
            if (call.ParsedSource is not LocalModuleSource)
                return ModulePath.Join(ModulePath.Join(run.Environment.DataDirectory, "modules"), string.Join('.', node.Address.Names()));
            if (node.Parent is null) break;
        }
        return null;
    }

    private static string ParentKey(PendingCall pending) => string.Join('.', pending.Caller.Address.Names());

    private static void WriteManifest(Run run)
    {
        try
        {
            run.Manifest.Write(run.Environment.ModulesDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Report(InstallationRules.ManifestNotWritten, null, $"The list of installed modules cannot be written to {run.Environment.ModulesDirectory}: {e.Message}");
        }
    }

    private sealed record Run(StaticEnvironment Environment, ModuleManifest Manifest, bool Upgrade, DiagnosticBag Diagnostics, CancellationToken Cancellation)
    {
        internal void Report(DiagnosticRule rule, SourceSpan? span, string detail) => Diagnostics.Add(rule, span, detail);
    }
}
