namespace Plumb.Operations.Hosts;

/// <summary>
/// The files of a host. Paths are absolute: those that operations give may begin at the working
/// directory and are completed before they get here. Failures of the system are <see cref="HostException"/> with the error's name.
/// </summary>
public interface IHostFiles
{
    /// <summary>What is at the path, or null for nothing; with <paramref name="follow"/>, what a symbolic link leads to.</summary>
    FileStatus? Status(string path, bool follow);

    /// <summary>The names inside a folder, unordered, without <c>.</c> and <c>..</c>.</summary>
    IReadOnlyList<string> List(string path);

    Stream OpenRead(string path);

    /// <summary>Where a symbolic link points, as written.</summary>
    string ReadLink(string path);

    /// <summary>
    /// Puts a file in place at once: written beside the target, flushed, renamed over it. Owner, mode and extended attributes of a
    /// file that was there are kept unless <paramref name="placement"/> says others.
    /// </summary>
    void Write(string path, Stream content, FilePlacement placement);

    void CreateDirectory(string path, uint mode);

    /// <summary>Removes a file, a link, or an empty folder.</summary>
    void Remove(string path);

    void Rename(string from, string to);

    void CreateSymbolicLink(string path, string target);

    void CreateHardLink(string path, string target);

    void SetMode(string path, uint mode);

    /// <summary>Changes owner and group, of a link itself unless followed. Null leaves one as it is.</summary>
    void SetOwner(string path, uint? userId, uint? groupId, bool follow);

    /// <summary>Sets the times; null leaves one as it is.</summary>
    void SetTimes(string path, DateTimeOffset? accessed, DateTimeOffset? modified, bool follow);

    IReadOnlyList<KeyValuePair<string, byte[]>> ExtendedAttributes(string path);

    void SetExtendedAttribute(string path, string name, ReadOnlySpan<byte> value);

    /// <summary>Whether the user may do so to the path: 4 read, 2 write, 1 execute.</summary>
    bool Accessible(string path, int access);

    /// <summary>The flags of chattr, such as <c>i</c> and <c>a</c>, or null where the file system has none.</summary>
    string? Attributes(string path);

    void SetAttributes(string path, string flags);

    /// <summary>The generation of the file's inode, which lsattr calls its version, or null where the file system tells none.</summary>
    uint? Generation(string path) => null;

    /// <summary>How much room the file system has that the path is on, or null where it cannot be asked.</summary>
    FileSystemSpace? Space(string path) => null;
}

/// <summary>What statvfs tells: sizes in blocks of <paramref name="BlockSize"/> bytes, and numbers of inodes.</summary>
public sealed record FileSystemSpace(long BlockSize, long FragmentSize, ulong Blocks, ulong BlocksFree, ulong BlocksAvailable, ulong Inodes, ulong InodesAvailable);

/// <summary>How a written file is to be: null keeps what is there, or takes the default of a new file.</summary>
public sealed record FilePlacement(uint? Mode = null, uint? UserId = null, uint? GroupId = null)
{
    /// <summary>Write into the file itself where it cannot be replaced, such as a mount point.</summary>
    public bool AllowInPlace { get; init; }
}

/// <summary>What stat tells of a file.</summary>
public sealed record FileStatus(FileKind Kind, uint Mode, uint UserId, uint GroupId, long Size, ulong Inode, ulong Device, uint Links,
    DateTimeOffset Accessed, DateTimeOffset Modified, DateTimeOffset Changed)
{
    public long Blocks { get; init; }

    public int BlockSize { get; init; }

    public ulong DeviceType { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>The nanoseconds of the times below the hundred that <see cref="DateTimeOffset"/> counts in.</summary>
    public (int Accessed, int Modified, int Changed) BelowTick { get; init; }
}

public enum FileKind { File, Directory, SymbolicLink, CharacterDevice, BlockDevice, Fifo, Socket }

/// <summary>The system refused: the error's name such as <c>EACCES</c>, the path, and its text.</summary>
public sealed class HostException : Exception
{
    public HostException(string error, int number, string? path, string message) : base(message)
    {
        Error = error;
        Number = number;
        Path = path;
    }

    public string Error { get; }

    public int Number { get; }

    public string? Path { get; }
}
