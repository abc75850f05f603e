namespace Plumb.Operations.Hosts.Memory;

/// <summary>
/// Files whose writes stay in memory, over the files of a host or over nothing. Refuses what the system would refuse the user.
/// </summary>
internal sealed class MemoryFiles : IHostFiles
{
    private const uint PermissionBits = 0xFFF;
    private const uint SetGroup = 0x400;
    private readonly MemoryTree _tree;
    private readonly MemoryAccess _access;
    private readonly HostUser _user;
    private readonly TimeProvider _clock;

    public MemoryFiles(IHostFiles? beneath, HostUser user, string workingDirectory, TimeProvider clock)
    {
        _tree = new MemoryTree(beneath, workingDirectory, clock.GetUtcNow());
        _access = new MemoryAccess(user, beneath);
        _user = user;
        _clock = clock;
    }

    public FileStatus? Status(string path, bool follow) => _tree.TryFind(path, follow)?.Status;

    public IReadOnlyList<string> List(string path)
    {
        var folder = Existing(path, follow: true);
        return folder.Kind == FileKind.Directory ? _tree.List(folder) : throw SystemErrors.Named("ENOTDIR", path);
    }

    public Stream OpenRead(string path)
    {
        var node = Existing(path, follow: true);
        if (node.Kind == FileKind.Directory) throw SystemErrors.Named("EISDIR", path);
        if (node.Content is { } content)
        {
            return _access.Allows(node, 4) ? new MemoryStream(content, writable: false) : throw SystemErrors.Named("EACCES", path);
        }
        return _tree.Beneath is { } beneath && node.Beneath is { } lower ? beneath.OpenRead(lower) : Stream.Null;
    }

    public string ReadLink(string path) => Existing(path, follow: false).Target ?? throw SystemErrors.Named("EINVAL", path);

    public void Write(string path, Stream content, FilePlacement placement)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        var (folder, name, before) = _tree.Find(path, follow: false);
        if (before?.Kind == FileKind.Directory) throw SystemErrors.Named("EISDIR", path);
        RequireChangeable(folder, path);
        var kept = before?.Kind == FileKind.SymbolicLink ? _tree.TryFind(path, follow: true) : before;
        var now = _clock.GetUtcNow();
        var node = new MemoryNode
        {
            Kind = FileKind.File,
            Inode = _tree.NextInode(),
            Device = folder.Device,
            Content = copy.ToArray(),
            Mode = placement.Mode ?? kept?.Mode ?? 0x1B6 & ~_user.Umask,
            UserId = placement.UserId ?? kept?.UserId ?? _user.UserId,
            GroupId = placement.GroupId ?? kept?.GroupId ?? _user.GroupId,
            ExtendedAttributes = kept is null ? null : [.. Attributes(kept)],
            Accessed = now,
            Modified = now,
            Changed = now,
        };
        if (before is not null) before.Links--;
        _tree.Put(folder, name, node);
        Touch(folder);
    }

    public void CreateDirectory(string path, uint mode)
    {
        var (folder, name, before) = _tree.Find(path, follow: false);
        if (before is not null) throw SystemErrors.Named("EEXIST", path);
        RequireChangeable(folder, path);
        var inherited = folder.Mode & SetGroup;
        var node = Fresh(FileKind.Directory, folder, (mode & ~_user.Umask) | inherited, inherited != 0 ? folder.GroupId : _user.GroupId, null);
        node.Links = 2;
        _tree.Put(folder, name, node);
        Touch(folder);
    }

    public void Remove(string path)
    {
        var (folder, name, node) = _tree.Find(path, follow: false);
        if (node is null) throw SystemErrors.Named("ENOENT", path);
        if (node.Kind == FileKind.Directory && _tree.List(node).Count > 0) throw SystemErrors.Named("ENOTEMPTY", path);
        RequireChangeable(folder, path);
        if (node.Links > 1 && node.Kind != FileKind.Directory)
        {
            _tree.Hold(node);
            node.Links--;
        }
        _tree.TakeOut(folder, name);
        Touch(folder);
    }

    public void Rename(string from, string to)
    {
        var (fromFolder, fromName, node) = _tree.Find(from, follow: false);
        if (node is null) throw SystemErrors.Named("ENOENT", from);
        var (toFolder, toName, replaced) = _tree.Find(to, follow: false);
        if (replaced is not null && replaced.Inode == node.Inode && replaced.Device == node.Device) return;
        if (toFolder.Device != node.Device) throw SystemErrors.Named("EXDEV", to);
        if (replaced is not null) RequireReplaceable(node, replaced, to);
        RequireChangeable(fromFolder, from);
        RequireChangeable(toFolder, to);
        _tree.TakeOut(fromFolder, fromName);
        _tree.Put(toFolder, toName, node);
        Touch(fromFolder);
        Touch(toFolder);
    }

    public void CreateSymbolicLink(string path, string target)
    {
        var (folder, name, before) = _tree.Find(path, follow: false);
        if (before is not null) throw SystemErrors.Named("EEXIST", path);
        RequireChangeable(folder, path);
        _tree.Put(folder, name, Fresh(FileKind.SymbolicLink, folder, 0x1FF, _user.GroupId, target));
        Touch(folder);
    }

    public void CreateHardLink(string path, string target)
    {
        var node = Existing(target, follow: false);
        if (node.Kind == FileKind.Directory) throw SystemErrors.Named("EPERM", target);
        var (folder, name, before) = _tree.Find(path, follow: false);
        if (before is not null) throw SystemErrors.Named("EEXIST", path);
        if (folder.Device != node.Device) throw SystemErrors.Named("EXDEV", path);
        RequireChangeable(folder, path);
        _tree.Hold(node);
        _tree.Hold(folder);
        node.Links++;
        folder.Children[name] = node;
        Touch(folder);
    }

    public void SetMode(string path, uint mode) => ChangeOwned(path, follow: true, node => node.Mode = mode & PermissionBits);

    public void SetOwner(string path, uint? userId, uint? groupId, bool follow)
    {
        var node = Existing(path, follow);
        if (!_access.MayGive(node, userId, groupId)) throw SystemErrors.Named("EPERM", path);
        _tree.Hold(node);
        node.UserId = userId ?? node.UserId;
        node.GroupId = groupId ?? node.GroupId;
        node.Changed = _clock.GetUtcNow();
    }

    public void SetTimes(string path, DateTimeOffset? accessed, DateTimeOffset? modified, bool follow) => ChangeOwned(path, follow, node =>
    {
        node.Accessed = accessed ?? node.Accessed;
        node.Modified = modified ?? node.Modified;
    });

    public IReadOnlyList<KeyValuePair<string, byte[]>> ExtendedAttributes(string path) => Attributes(Existing(path, follow: true));

    public void SetExtendedAttribute(string path, string name, ReadOnlySpan<byte> value)
    {
        var copy = value.ToArray();
        ChangeOwned(path, follow: true, node =>
            node.ExtendedAttributes = [.. Attributes(node).Where(a => a.Key != name), KeyValuePair.Create(name, copy)]);
    }

    public bool Accessible(string path, int access) => _tree.TryFind(path, follow: true) is { } node && _access.Allows(node, access);

    public string? Attributes(string path)
    {
        var node = Existing(path, follow: true);
        return node.Flags ?? (node.Beneath is { } lower ? _tree.Beneath?.Attributes(lower) : null);
    }

    public FileSystemSpace? Space(string path) => _tree.Beneath?.Space(path);

    public void SetAttributes(string path, string flags) => ChangeOwned(path, follow: true, node => node.Flags = flags);

    private IReadOnlyList<KeyValuePair<string, byte[]>> Attributes(MemoryNode node) =>
        node.ExtendedAttributes ?? (node.Beneath is { } lower && _tree.Beneath is { } beneath ? beneath.ExtendedAttributes(lower) : []);

    private MemoryNode Existing(string path, bool follow) => _tree.Find(path, follow).Node ?? throw SystemErrors.Named("ENOENT", path);

    private void ChangeOwned(string path, bool follow, Action<MemoryNode> change)
    {
        var node = Existing(path, follow);
        if (_user.UserId != 0 && node.UserId != _user.UserId) throw SystemErrors.Named("EPERM", path);
        _tree.Hold(node);
        change(node);
        node.Changed = _clock.GetUtcNow();
    }

    private void RequireChangeable(MemoryNode folder, string path)
    {
        if (!_access.Allows(folder, 3)) throw SystemErrors.Named("EACCES", path);
    }

    private void RequireReplaceable(MemoryNode node, MemoryNode replaced, string path)
    {
        var (isFolder, wasFolder) = (node.Kind == FileKind.Directory, replaced.Kind == FileKind.Directory);
        if (wasFolder && !isFolder) throw SystemErrors.Named("EISDIR", path);
        if (isFolder && !wasFolder) throw SystemErrors.Named("ENOTDIR", path);
        if (wasFolder && _tree.List(replaced).Count > 0) throw SystemErrors.Named("ENOTEMPTY", path);
    }

    private MemoryNode Fresh(FileKind kind, MemoryNode folder, uint mode, uint groupId, string? target)
    {
        var now = _clock.GetUtcNow();
        return new MemoryNode
        {
            Kind = kind,
            Inode = _tree.NextInode(),
            Device = folder.Device,
            Mode = mode,
            UserId = _user.UserId,
            GroupId = groupId,
            Target = target,
            Accessed = now,
            Modified = now,
            Changed = now,
        };
    }

    private void Touch(MemoryNode folder)
    {
        _tree.Hold(folder);
        folder.Modified = folder.Changed = _clock.GetUtcNow();
    }
}
