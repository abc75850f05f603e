namespace Plumb.Packages.Archives;

/// <summary>The directory that an archive is unpacked into, guarded against entries that would land elsewhere.</summary>
public sealed class ExtractionTarget
{
    private const int MaxEntries = 1_000_000;
    private const long DefaultMaxBytes = 4L << 30;
    private const int PermissionMask = 0x1FF;

    private readonly string _root;
    private readonly long _maxBytes;
    private int _entries;
    private long _bytes;

    public ExtractionTarget(string directory, long maxBytes = DefaultMaxBytes)
    {
        _maxBytes = maxBytes;
        _root = Path.GetFullPath(directory);
        Directory.CreateDirectory(_root);
    }

    public void AddDirectory(string name)
    {
        if (Place(name) is { } path) Directory.CreateDirectory(path);
    }

    public async Task AddFileAsync(string name, Stream content, int mode, CancellationToken cancellation)
    {
        if (Place(name) is not { } path) return;
        CreateParent(path, name);
        DirectoryCopy.Remove(path);
        await using (var file = File.Create(path))
        {
            _bytes += await BoundedCopy.CopyAsync(content, file, _maxBytes - _bytes, cancellation).ConfigureAwait(false);
        }
        var permissions = (UnixFileMode)(mode & PermissionMask);
        if (!OperatingSystem.IsWindows() && permissions != UnixFileMode.None)
            File.SetUnixFileMode(path, permissions | UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A link may lead only to what is in the archive too.</summary>
    public void AddLink(string name, string target)
    {
        if (Place(name) is not { } path) return;
        CreateParent(path, name);
        if (Path.IsPathRooted(target) || GoesUpLater(target) || !IsInside(Path.GetFullPath(target, Path.GetDirectoryName(path) ?? _root)))
            throw new FetchException($"the archive holds a link \"{name}\" that leads out of it, to \"{target}\".") { LeadsOut = true };
        DirectoryCopy.Remove(path);
        File.CreateSymbolicLink(path, target);
    }

    /// <summary>A way up behind a name counts from where that name leads, which may be a link itself.</summary>
    private static bool GoesUpLater(string target) => target.Split('/').SkipWhile(p => p is "." or ".." or "").Contains("..");

    public void AddCopy(string name, string of)
    {
        if (Place(name) is not { } path || Place(of) is not { } original) return;
        CreateParent(path, name);
        CreateParent(original, of);
        if (!File.Exists(original)) throw new FetchException($"the archive holds \"{name}\" as a link to \"{of}\", which is not in it.");
        File.Copy(original, path, overwrite: true);
    }

    /// <summary>Null for the root itself.</summary>
    private string? Place(string name)
    {
        if (++_entries > MaxEntries) throw new FetchException($"the archive has more than {MaxEntries} entries.");
        var path = Path.GetFullPath(name.Replace('\\', '/').TrimEnd('/'), _root);
        if (Path.IsPathRooted(name) || !IsInside(path)) throw new FetchException($"the archive holds an entry \"{name}\" that would be written outside of its directory.") { LeadsOut = true };
        return path == _root ? null : path;
    }

    private bool IsInside(string path) => path == _root || path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>What is written through a link lands where the link leads, so no parent may be one.</summary>
    private void CreateParent(string path, string name)
    {
        for (var parent = Path.GetDirectoryName(path); parent is not null && parent.Length > _root.Length; parent = Path.GetDirectoryName(parent))
        {
            if (new DirectoryInfo(parent).LinkTarget is not null)
                throw new FetchException($"the archive holds an entry \"{name}\" behind a link, which could lead anywhere.") { LeadsOut = true };
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _root);
    }
}
