using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>The mounted file systems that hold files, with their sizes.</summary>
internal static class MountFacts
{
    public static async ValueTask AddAsync(FactContext context, CancellationToken cancellation)
    {
        var binds = MountTable.BindMounts(context.Files);
        var links = new DeviceLinks(context.Files);
        var seen = new OrderedDictionary<string, MapBuilder>(StringComparer.Ordinal);
        foreach (var entry in MountTable.Read(context.Files).Where(HoldsFiles))
        {
            var mount = new MapBuilder
            {
                { "mount", entry.MountPoint },
                { "device", entry.Device },
                { "fstype", entry.Type },
                { "options", binds.Contains(entry.MountPoint) && !entry.Options.Contains("bind", StringComparison.Ordinal) ? entry.Options + ",bind" : entry.Options },
                { "dump", entry.Dump },
                { "passno", entry.Pass },
            };
            await AddSizesAsync(context, mount, entry.MountPoint, cancellation);
            if (!mount.Contains("note")) mount.Add("uuid", Uuid(context.Files, links, entry.Device) ?? "N/A");
            // Of several mounts on one place only the last is seen.
            seen[entry.MountPoint] = mount;
        }
        context.Facts.Add("mounts", DataValue.Of(seen.Values.Select(m => (DataValue)m.Build())));
    }

    private static bool HoldsFiles(MountEntry entry) =>
        entry.Type != "none" && (entry.Device.StartsWith('/') || entry.Device.StartsWith('\\') || entry.Device.Contains(":/", StringComparison.Ordinal));

    private static string? Uuid(FactFiles files, DeviceLinks links, string device) =>
        links.Uuids.GetValueOrDefault(FactFiles.LastPart(files.Link(device) ?? device));

    // A server of files that is gone holds whoever asks for its space, for ever; so it is asked on the side.
    private static async ValueTask AddSizesAsync(FactContext context, MapBuilder mount, string point, CancellationToken cancellation)
    {
        try
        {
            var space = await Task.Run(() => context.Host.Files.Space(point), cancellation).WaitAsync(context.Timeout, cancellation);
            if (space is not null) AddSizes(mount, space);
        }
        catch (TimeoutException)
        {
            context.Warnings.Add($"Timeout exceeded when getting mount info for {point}");
            mount.Add("note", "Could not get extra information due to timeout");
        }
        catch (HostException)
        {
            // A mount that is closed to the user is listed without sizes.
        }
    }

    internal static void AddSizes(MapBuilder mount, FileSystemSpace space)
    {
        mount.Add("size_total", (long)((ulong)space.FragmentSize * space.Blocks));
        mount.Add("size_available", (long)((ulong)space.FragmentSize * space.BlocksAvailable));
        mount.Add("block_size", space.BlockSize);
        mount.Add("block_total", (long)space.Blocks);
        mount.Add("block_available", (long)space.BlocksAvailable);
        mount.Add("block_used", (long)(space.Blocks - space.BlocksAvailable));
        mount.Add("inode_total", (long)space.Inodes);
        mount.Add("inode_available", (long)space.InodesAvailable);
        mount.Add("inode_used", (long)(space.Inodes - space.InodesAvailable));
    }
}
