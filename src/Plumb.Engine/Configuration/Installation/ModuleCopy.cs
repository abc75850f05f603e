using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Files;
using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Begins a working directory with the content of a module (<c>init -from-module</c>). The modules that it calls are
/// installed afterwards, as those of any other configuration.
/// </summary>
public sealed class ModuleCopy(PackageFetcher fetcher, RegistryClient registry, Action<string>? progress = null)
{
    private const string DataDirectory = ".terraform";

    /// <summary>Whether the directory now holds the module; the diagnostics say why not.</summary>
    public async Task<bool> PopulateAsync(string source, string directory, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!IsReady(directory, diagnostics)) return false;
        // Relative to where the user is, and not to a calling module, as there is none.
        var absolute = source == "." || ModuleSourceParser.IsLocal(source) ? Path.GetFullPath(source) : source;
        if (!ModuleSourceParser.TryParse(absolute, out var parsed, out var fault))
        {
            diagnostics.Add(Tree.TreeRules.InvalidSource, null, $"The source \"{source}\" is not valid: {fault.Reason}.");
            return false;
        }
        var place = Path.Combine(directory, DataDirectory, "init-from-module");
        try
        {
            var remote = await ResolveAsync(parsed, cancellation).ConfigureAwait(false);
            progress?.Invoke($"Copying configuration from \"{source}\"...");
            DirectoryCopy.Remove(place);
            await fetcher.FetchAsync(remote.Package, place, cancellation).ConfigureAwait(false);
            var package = Directory.ResolveLinkTarget(place, returnFinalTarget: true)?.FullName ?? place;
            DirectoryCopy.CopyContent(remote.Subdirectory.Length == 0 ? package : Subdirectory.Find(package, remote.Subdirectory), directory);
        }
        catch (Exception e) when (e is FetchException or IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InstallationRules.DownloadFailed, null, $"The module \"{source}\" could not be copied: {e.Message}");
            return false;
        }
        DirectoryCopy.Remove(place);
        return CheckParents(source, directory, diagnostics);
    }

    private async Task<RemoteModuleSource> ResolveAsync(ModuleSource source, CancellationToken cancellation)
    {
        if (source is RemoteModuleSource remote) return remote;
        if (source is not RegistryModuleSource module) throw new FetchException("it is neither in a registry nor at an address.");
        var versions = await registry.FindVersionsAsync(module, cancellation).ConfigureAwait(false)
            ?? throw new FetchException($"the registry at {module.Host} knows no module {module.ForDisplay}.");
        var newest = versions.Select(v => Versions.SemanticVersion.TryParse(v, out var version) ? version : null).Where(v => v is { IsPrerelease: false }).Max()
            ?? throw new FetchException($"the module {module.ForDisplay} has no versions.");
        var address = await registry.FindPackageAsync(module, newest, cancellation).ConfigureAwait(false);
        if (!ModuleSourceParser.TryParseRemote(address, out var found, out var fault) || found is not RemoteModuleSource package)
            throw new FetchException($"the registry says that the package is at \"{address}\", which is no address: {fault?.Reason}.");
        return package with { Subdirectory = ModulePath.Join(package.Subdirectory, module.Subdirectory) is "." ? "" : ModulePath.Join(package.Subdirectory, module.Subdirectory) };
    }

    private static bool IsReady(string directory, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(directory))
        {
            diagnostics.Add(InstallationRules.TargetMissing, null, $"The directory {directory} does not exist.");
            return false;
        }
        if (Directory.EnumerateFileSystemEntries(directory).All(e => Path.GetFileName(e) == DataDirectory)) return true;
        diagnostics.Add(InstallationRules.TargetNotEmpty, null, $"The directory {directory} is not empty. A module is copied only to where nothing can be overwritten.");
        return false;
    }

    /// <summary>Calls that lead above the module were fine in its package; here there is nothing above.</summary>
    private static bool CheckParents(string source, string directory, DiagnosticBag diagnostics)
    {
        var sound = true;
        foreach (var call in new ConfigurationLoader().LoadModule(directory, []).ModuleCalls.Values)
        {
            if (call.ParsedSource is not LocalModuleSource local || !local.Path.StartsWith("../", StringComparison.Ordinal)) continue;
            diagnostics.Add(InstallationRules.ParentReference, call.SourceSpan, $"The module \"{source}\" calls another one above its own directory. To be a root module it must call that by the address of its package instead of \"{local.Path}\".");
            sound = false;
        }
        return sound;
    }
}
