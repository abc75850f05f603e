using Plumb.Core.Diagnostics;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Requirements;

namespace Plumb.Playbooks.Galaxy.Roles;

/// <summary>How roles are installed.</summary>
public sealed record RoleInstallOptions
{
    /// <summary>Where roles are looked for, and the first of them that can be written to gets new ones.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Relative sources start from here.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Replace what is installed.</summary>
    public bool Force { get; init; }

    /// <summary>Replace dependencies too.</summary>
    public bool ForceDependencies { get; init; }

    public bool NoDependencies { get; init; }

    /// <summary>Go on with the next role where one fails.</summary>
    public bool IgnoreErrors { get; init; }
}

/// <summary>Installs roles and what they depend on, one after another; a role that is there stays unless it is to be replaced.</summary>
public sealed class RoleInstaller(RoleFetcher fetcher, RoleInstallOptions options, GalaxyOutput output, TimeProvider time)
{
    private readonly List<RoleRequirement> _pending = [];

    /// <summary>Whether all could be installed, or errors are ignored.</summary>
    public async Task<bool> InstallAsync(IEnumerable<RoleRequirement> roles, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        _pending.AddRange(roles);
        for (var i = 0; i < _pending.Count; i++)
        {
            if (await InstallAsync(_pending[i], diagnostics, cancellation).ConfigureAwait(false) || options.IgnoreErrors) continue;
            diagnostics.Add(GalaxyRules.Failed, null, "- you can use --ignore-errors to skip failed roles and finish processing the list.");
            return false;
        }
        return true;
    }

    private async Task<bool> InstallAsync(RoleRequirement role, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!IsPlainName(role.Name))
        {
            output.Warn($"- {role.Name} was NOT installed successfully: the name would lead out of the folder of roles.");
            return false;
        }
        var present = InstalledRole.Find(role.Name, options.Paths);
        if (present is { HasRecord: true } && !MakeWay(present, role)) return true;
        try
        {
            if (present is { HasRecord: false } && Directory.EnumerateFileSystemEntries(present.Folder).Any() && !options.Force)
                throw new FetchException($"the specified role {role.Name} appears to already exist. Use --force to replace it.");
            var folder = present?.Folder ?? Path.Combine(WritablePath(), role.Name);
            var version = await fetcher.FetchAsync(role, folder, options.WorkingFolder, cancellation).ConfigureAwait(false);
            var installed = new InstalledRole(role.Name, folder);
            installed.WriteRecord(version, time.GetUtcNow());
            output.Say($"- {(role with { Version = version }).Label} was installed successfully");
            if (!options.NoDependencies) AddDependencies(installed, diagnostics);
            return true;
        }
        catch (FetchException e)
        {
            output.Warn($"- {role.Name} was NOT installed successfully: {e.Message}");
            return false;
        }
    }

    /// <summary>Whether the role is to be installed although it is there.</summary>
    private bool MakeWay(InstalledRole present, RoleRequirement role)
    {
        var isOther = present.Version != role.Version;
        if (options.Force)
        {
            // What is there stays until the other one is complete.
            output.Say($"- changing role {role.Name} from {present.Version ?? "unspecified"} to {role.Version ?? "unspecified"}");
            return true;
        }
        if (isOther && role.Version is not null) output.Warn($"- {role.Name} ({present.Version ?? "None"}) is already installed - use --force to change version to {role.Version}");
        else output.Say($"- {(role with { Version = present.Version }).Label} is already installed, skipping.");
        return false;
    }

    private void AddDependencies(InstalledRole role, DiagnosticBag diagnostics)
    {
        foreach (var dependency in role.Dependencies(diagnostics))
        {
            // The role stands beside this one, or nowhere: there is no place to get it from.
            if (!dependency.IsAddressed) continue;
            if (_pending.Any(p => p.Name == dependency.Name && InstalledRole.Find(p.Name, options.Paths) is not { HasRecord: true })) output.Say($"- dependency {dependency.Name} already pending installation.");
            else if (IsWanted(dependency, role)) _pending.Add(dependency);
        }
    }

    private bool IsWanted(RoleRequirement dependency, InstalledRole role)
    {
        if (InstalledRole.Find(dependency.Name, options.Paths) is not { HasRecord: true } present)
        {
            output.Say($"- adding dependency: {dependency.Label}");
            return true;
        }
        var wasInstalledNow = _pending.Any(p => p.Name == dependency.Name);
        if (options.ForceDependencies && !wasInstalledNow)
        {
            output.Say($"- changing dependent role {dependency.Name} from {present.Version ?? "unspecified"} to {dependency.Version ?? "unspecified"}");
            return true;
        }
        if (present.Version != dependency.Version && dependency.Version is not null)
            output.Warn($"- dependency {dependency.Name} ({dependency.Version}) from role {role.Name} differs from already installed version ({present.Version ?? "None"}), skipping");
        else output.Say($"- dependency {dependency.Name} is already installed, skipping.");
        return false;
    }

    private string WritablePath()
    {
        List<string> refused = [];
        foreach (var path in options.Paths)
        {
            try
            {
                Directory.CreateDirectory(path);
                var probe = Path.Combine(path, $".plumb-{Path.GetRandomFileName()}");
                Directory.CreateDirectory(probe);
                Directory.Delete(probe);
                return path;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                refused.Add(path);
            }
        }
        throw new FetchException($"none of the folders of roles can be written to: {string.Join(", ", refused)}");
    }

    private static bool IsPlainName(string name) => name.Length > 0 && name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal);
}
