namespace Plumb.Operations.Hosts.Memory;

/// <summary>What a user may do to a node, by owner, group and mode; for what was not touched, the host beneath says.</summary>
internal sealed class MemoryAccess(HostUser user, IHostFiles? beneath)
{
    public bool Allows(MemoryNode node, int access)
    {
        if (node is { Held: false, Beneath: { } path } && beneath is not null) return beneath.Accessible(path, access);
        if (user.UserId == 0) return node.Kind == FileKind.Directory || (access & 1) == 0 || (node.Mode & 0x49) != 0;
        var shift = node.UserId == user.UserId ? 6 : node.GroupId == user.GroupId || user.Groups.Contains(node.GroupId) ? 3 : 0;
        return ((node.Mode >> shift) & (uint)access) == (uint)access;
    }

    /// <summary>Whether the user may give a node to an owner and a group: root may all, an owner a group that it is in.</summary>
    public bool MayGive(MemoryNode node, uint? userId, uint? groupId)
    {
        if (user.UserId == 0) return true;
        if (node.UserId != user.UserId) return false;
        if (userId is { } owner && owner != node.UserId) return false;
        return groupId is not { } group || group == node.GroupId || group == user.GroupId || user.Groups.Contains(group);
    }
}
