namespace Plumb.Operations.Hosts.Memory;

/// <summary>
/// A file, folder or link of a tree in memory. Where it stands for one of the host beneath, it knows that path: its content, and the
/// entries of a folder that were not touched, are read from there.
/// </summary>
internal sealed class MemoryNode
{
    public required FileKind Kind { get; init; }

    public required ulong Inode { get; init; }

    public required ulong Device { get; init; }

    public uint Mode { get; set; }

    public uint UserId { get; set; }

    public uint GroupId { get; set; }

    public uint Links { get; set; } = 1;

    public DateTimeOffset Accessed { get; set; }

    public DateTimeOffset Modified { get; set; }

    public DateTimeOffset Changed { get; set; }

    /// <summary>The path of what this stands for on the host beneath; null for what exists in memory alone.</summary>
    public string? Beneath { get; init; }

    /// <summary>What the host beneath says of it.</summary>
    public FileStatus? Original { get; init; }

    public byte[]? Content { get; init; }

    /// <summary>Where a link points.</summary>
    public string? Target { get; init; }

    /// <summary>The entries of a folder that differ from the folder beneath: null hides one.</summary>
    public Dictionary<string, MemoryNode?> Children { get; } = new(StringComparer.Ordinal);

    public List<KeyValuePair<string, byte[]>>? ExtendedAttributes { get; set; }

    public string? Flags { get; set; }

    /// <summary>The folder that this is in and its name there. The root is its own.</summary>
    public MemoryNode? Parent { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Whether the tree holds this node; one that is not held is a fresh view of the host beneath.</summary>
    public bool Held { get; set; }

    public FileStatus Status => new(Kind, Mode, UserId, GroupId, Size, Inode, Device, Links, Accessed, Modified, Changed)
    {
        BlockSize = Original?.BlockSize ?? 4096,
        Blocks = Original?.Blocks ?? (Size + 511) / 512,
        DeviceType = Original?.DeviceType ?? 0,
        Created = Original?.Created,
    };

    private long Size => Content?.Length ?? (Target is not null && Beneath is null ? System.Text.Encoding.UTF8.GetByteCount(Target) : Original?.Size ?? 4096);
}
