namespace Plumb.Operations.Hosts.Memory;

/// <summary>A tree of nodes over the files of a host, or over nothing. Finds paths as the system does and holds what was changed.</summary>
internal sealed class MemoryTree
{
    private const int MaximumLinks = 40;
    private readonly IHostFiles? _beneath;
    private readonly string _workingDirectory;
    private readonly Dictionary<(ulong Device, ulong Inode), MemoryNode> _shared = [];
    private ulong _lastInode;

    public MemoryTree(IHostFiles? beneath, string workingDirectory, DateTimeOffset now)
    {
        _beneath = beneath;
        _workingDirectory = workingDirectory;
        // Numbers that the host beneath does not use, be it one in memory itself.
        _lastInode = beneath is null ? 1UL << 48 : 1UL << 56;
        Root = beneath?.Status("/", follow: true) is { } status
            ? View(status, "/", null, "")
            : new MemoryNode { Kind = FileKind.Directory, Inode = NextInode(), Device = 1, Mode = 0x1ED, Accessed = now, Modified = now, Changed = now };
        Root.Held = true;
    }

    public MemoryNode Root { get; }

    public IHostFiles? Beneath => _beneath;

    public ulong NextInode() => ++_lastInode;

    /// <summary>Where a path leads: the folder, the name in it, and what is there.</summary>
    /// <exception cref="HostException">A part of the path is missing or no folder.</exception>
    public MemoryPlace Find(string path, bool follow)
    {
        var pending = new Stack<string>();
        Push(pending, path);
        var folder = path.StartsWith('/') ? Root : Start();
        var links = 0;
        var last = new MemoryPlace(folder.Parent ?? Root, folder.Name, folder);
        while (pending.TryPop(out var name))
        {
            if (folder.Kind != FileKind.Directory) throw SystemErrors.Named("ENOTDIR", path);
            if (name == "..")
            {
                folder = folder.Parent ?? Root;
                last = new MemoryPlace(folder.Parent ?? Root, folder.Name, folder);
                continue;
            }
            var child = Child(folder, name);
            last = new MemoryPlace(folder, name, child);
            if (child is null)
            {
                if (pending.Count > 0) throw SystemErrors.Named("ENOENT", path);
                return last;
            }
            if (child.Kind == FileKind.SymbolicLink && (follow || pending.Count > 0))
            {
                if (++links > MaximumLinks) throw SystemErrors.Named("ELOOP", path);
                var target = child.Target ?? "";
                Push(pending, target);
                if (target.StartsWith('/')) folder = Root;
                if (pending.Count == 0) last = new MemoryPlace(folder.Parent ?? Root, folder.Name, folder);
                continue;
            }
            folder = child;
        }
        return last;
    }

    /// <summary>What is at a path, or null: also where a folder on the way is missing.</summary>
    public MemoryNode? TryFind(string path, bool follow)
    {
        try
        {
            return Find(path, follow).Node;
        }
        catch (HostException fault) when (fault.Error is "ENOENT" or "ENOTDIR" or "ELOOP")
        {
            return null;
        }
    }

    public IReadOnlyList<string> List(MemoryNode folder)
    {
        var names = folder.Beneath is { } path && _beneath is not null
            ? _beneath.List(path).Where(name => !folder.Children.ContainsKey(name))
            : [];
        return [.. names, .. folder.Children.Where(c => c.Value is not null).Select(c => c.Key)];
    }

    /// <summary>Makes the tree hold a node, so that what is changed in it stays.</summary>
    public void Hold(MemoryNode node)
    {
        if (node.Held) return;
        if (node.Parent is { } parent)
        {
            Hold(parent);
            parent.Children[node.Name] = node;
        }
        node.Held = true;
        if (node.Kind != FileKind.Directory && node.Links > 1) _shared[(node.Device, node.Inode)] = node;
    }

    public void Put(MemoryNode folder, string name, MemoryNode node)
    {
        Hold(folder);
        folder.Children[name] = node;
        node.Parent = folder;
        node.Name = name;
        node.Held = true;
    }

    public void TakeOut(MemoryNode folder, string name)
    {
        Hold(folder);
        folder.Children[name] = null;
    }

    private static void Push(Stack<string> pending, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".") pending.Push(parts[i]);
        }
    }

    private MemoryNode Start() => Find(_workingDirectory, follow: true).Node ?? throw SystemErrors.Named("ENOENT", _workingDirectory);

    private MemoryNode? Child(MemoryNode folder, string name)
    {
        if (folder.Children.TryGetValue(name, out var held)) return held;
        if (folder.Beneath is not { } above || _beneath is null) return null;
        var path = above.TrimEnd('/') + "/" + name;
        if (_beneath.Status(path, follow: false) is not { } status) return null;
        return status.Links > 1 && _shared.TryGetValue((status.Device, status.Inode), out var shared) ? shared : View(status, path, folder, name);
    }

    private MemoryNode View(FileStatus status, string path, MemoryNode? parent, string name) => new()
    {
        Kind = status.Kind,
        Inode = status.Inode,
        Device = status.Device,
        Mode = status.Mode,
        UserId = status.UserId,
        GroupId = status.GroupId,
        Links = status.Links,
        Accessed = status.Accessed,
        Modified = status.Modified,
        Changed = status.Changed,
        Beneath = path,
        Original = status,
        Target = status.Kind == FileKind.SymbolicLink ? _beneath?.ReadLink(path) : null,
        Parent = parent,
        Name = name,
    };
}

/// <summary>A place in the tree: a folder, a name in it, and what has that name, if anything.</summary>
internal readonly record struct MemoryPlace(MemoryNode Folder, string Name, MemoryNode? Node);
