using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Modules;

/// <summary>
/// Modules that were sent once, each in a folder called by its hash below the user's home. They are trusted, so the folder must be one
/// that nobody else can write to; where it is not, or there is no home, modules are sent anew each time.
/// </summary>
internal static class KeptModules
{
    /// <summary>So many stay; beyond, those that came first go.</summary>
    private const int Limit = 100;

    private static readonly string[] Below = [".cache", "plumb", "modules"];

    /// <summary>The folder of all, or null where it cannot be had.</summary>
    public static string? Folder(IHost host)
    {
        var path = host.User.Home;
        if (!path.StartsWith('/') || !host.Files.IsDirectory(path)) return null;
        try
        {
            foreach (var name in Below)
            {
                path = HostPath.Join(path, name);
                if (!host.Files.IsDirectory(path)) host.Files.CreateDirectory(path, 0x1C0);
            }
        }
        catch (HostException)
        {
            return null;
        }
        return host.Files.Status(path, follow: true) is { } status && status.UserId == host.User.UserId && (status.Mode & 0x12) == 0 ? path : null;
    }

    /// <summary>The path of a module, which is sent where it is not there.</summary>
    public static async ValueTask<string> TakeAsync(OperationContext context, string folder, SourceContent module, CancellationToken cancellation)
    {
        var files = context.Host.Files;
        var own = HostPath.Join(folder, module.Sha256);
        var path = HostPath.Join(own, HostPath.FileName(module.Name));
        if (files.Status(path, follow: false) is { Kind: FileKind.File } known && known.Size == module.Length) return path;
        Forget(files, folder);
        if (!files.IsDirectory(own)) files.CreateDirectory(own, 0x1C0);
        var content = await context.OpenSource(module.Name, cancellation).ConfigureAwait(false);
        await using (content.ConfigureAwait(false)) files.Write(path, content, new FilePlacement(0x1C0));
        return path;
    }

    private static void Forget(IHostFiles files, string folder)
    {
        var names = files.List(folder);
        if (names.Count < Limit) return;
        foreach (var old in names.Select(n => HostPath.Join(folder, n)).OrderBy(p => files.Status(p, follow: false)?.Modified).Take(names.Count - Limit + 1)) files.RemoveTree(old);
    }
}
