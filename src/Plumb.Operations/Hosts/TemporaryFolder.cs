namespace Plumb.Operations.Hosts;

/// <summary>Folders for what lives only as long as an operation. Who makes one removes it.</summary>
public static class TemporaryFolder
{
    public static string Place(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        foreach (var name in (string[])["TMPDIR", "TEMP", "TMP"])
        {
            if (host.Environment.TryGetValue(name, out var folder) && folder.Length > 0 && host.Files.IsDirectory(folder)) return folder;
        }
        foreach (var folder in (string[])["/tmp", "/var/tmp", "/usr/tmp"])
        {
            if (host.Files.IsDirectory(folder)) return folder;
        }
        return host.WorkingDirectory;
    }

    /// <summary>Makes a new folder that only the user can enter.</summary>
    public static string Make(IHost host)
    {
        var path = HostPath.Join(Place(host), $"plumb-{Guid.NewGuid():N}");
        host.Files.CreateDirectory(path, 0x1C0);
        return path;
    }
}
