using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Galaxy.Servers;

namespace Plumb.Playbooks.Galaxy.Roles;

/// <summary>Gets roles from repositories, archives, folders and servers.</summary>
public sealed class RoleFetcher(IGit git, Downloads downloads, IReadOnlyList<GalaxyClient> servers, GalaxyOutput output)
{
    /// <summary>Puts the role into a folder; the version that it then is. Throws <see cref="FetchException"/>.</summary>
    public async Task<string?> FetchAsync(RoleRequirement role, string folder, string workingFolder, CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("plumb-role-").FullName;
        try
        {
            return await FetchAsync(role, folder, workingFolder, Path.Combine(temporary, "role"), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(e.Message, e);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private async Task<string?> FetchAsync(RoleRequirement role, string folder, string workingFolder, string temporary, CancellationToken cancellation)
    {
        var local = Path.GetFullPath(role.Source, workingFolder);
        if (role.Scm is not null)
        {
            if (role.Scm != "git") throw new FetchException($"repositories of {role.Scm} are not supported. Offer the role in a git repository or an archive instead.");
            await git.ArchiveAsync(role.Source, role.Version, temporary + ".tar", cancellation).ConfigureAwait(false);
            await UnpackAsync(role, temporary + ".tar", folder, cancellation).ConfigureAwait(false);
            return role.Version;
        }
        if (File.Exists(local))
        {
            await UnpackAsync(role, local, folder, cancellation).ConfigureAwait(false);
            return role.Version;
        }
        if (Directory.Exists(local) && role.Source.Contains('/', StringComparison.Ordinal))
        {
            if (!new InstalledRole(role.Name, local).HasMetadata) throw new FetchException("this role does not appear to have a meta/main.yml file.");
            output.Say($"- copying {role.Name} to {folder}");
            DirectoryCopy.Remove(folder);
            DirectoryCopy.CopyContent(local, folder);
            return role.Version;
        }
        var (location, version) = role.Source.Contains("://", StringComparison.Ordinal) ? (new Uri(role.Source), role.Version) : await FindOnServersAsync(role, cancellation).ConfigureAwait(false);
        output.Say($"- downloading role from {location}");
        await downloads.DownloadAsync(location, temporary + ".tar.gz", null, cancellation).ConfigureAwait(false);
        await UnpackAsync(role, temporary + ".tar.gz", folder, cancellation).ConfigureAwait(false);
        return version;
    }

    private Task UnpackAsync(RoleRequirement role, string archive, string folder, CancellationToken cancellation)
    {
        output.Say($"- extracting {role.Name} to {folder}");
        return RoleArchive.InstallAsync(archive, folder, cancellation);
    }

    private async Task<(Uri Location, string Version)> FindOnServersAsync(RoleRequirement role, CancellationToken cancellation)
    {
        if (role.Source.Split('.') is not [{ Length: > 0 }, { Length: > 0 }]) throw new FetchException($"\"{role.Source}\" is no address, and no name of the form namespace.role that a server could know.");
        output.Say($"- downloading role '{role.Source.Split('.')[1]}', owned by {role.Source.Split('.')[0]}");
        foreach (var server in servers)
        {
            if (await server.FindRoleAsync(role.Source, cancellation).ConfigureAwait(false) is { } found) return found.Choose(role.Version);
        }
        throw new FetchException($"{role.Source} was not found on {string.Join(", ", servers.Select(s => s.Server.Address))}.");
    }
}
