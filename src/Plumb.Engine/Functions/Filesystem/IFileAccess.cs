namespace Plumb.Engine.Functions.Filesystem;

/// <summary>What functions may see of the file system: reading, never writing. Paths are absolute and clean.</summary>
public interface IFileAccess
{
    /// <summary>What <c>~</c> stands for; null where there is no such place.</summary>
    string? HomeDirectory { get; }

    /// <summary>What is at a path, seen through symbolic links.</summary>
    FileKind KindOf(string path);

    /// <summary>The whole content, or why it cannot be had, as "permission denied".</summary>
    FileContent Read(string path);

    /// <summary>What a directory holds, in no certain order; empty where it cannot be listed.</summary>
    IReadOnlyList<FileEntry> List(string directory);
}

public enum FileKind
{
    Missing,
    File,
    Directory,

    /// <summary>Neither: a device, a socket, a pipe.</summary>
    Other,

    /// <summary>Something may be there, but looking is not allowed.</summary>
    Forbidden,
}

public readonly record struct FileContent(byte[]? Bytes, string? Failure);

/// <summary>One name in a directory; the kind is that of a link's target.</summary>
public readonly record struct FileEntry(string Name, FileKind Kind);
