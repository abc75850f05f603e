namespace Plumb.Playbooks.Templating.Controller;

/// <summary>The files of the machine that plays, as templates and lookups see them. Paths are absolute or relative to the working directory.</summary>
public interface IControllerFiles
{
    string WorkingDirectory { get; }

    /// <summary>What a path leads to, links followed where asked; null where there is nothing.</summary>
    ControllerFile? Find(string path, bool followLinks = true);

    /// <summary>The bytes of a file, unvaulted if it is a vault; null where it is not there or cannot be read.</summary>
    byte[]? Read(string path);

    /// <summary>The bytes of a file as they are, a vault too.</summary>
    byte[]? ReadAsStored(string path);

    /// <summary>The names in a directory, in the order the system gives them; none where it is none.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>The path with every link followed, as far as it exists.</summary>
    string RealPath(string path);

    /// <summary>The name of a file's owner, or the number where it has none.</summary>
    string OwnerOf(string path);

    /// <summary>The home of a user, of the one who plays where null; null where there is no such user.</summary>
    string? HomeOf(string? user);

    /// <summary>Writes a file that only its owner may read, with the directories above it.</summary>
    void WritePrivate(string path, byte[] content);

    /// <summary>Holds a lock file beside the path until disposed of, so that two plays do not make the same file at once.</summary>
    IDisposable Lock(string path);
}

/// <param name="Kind">What it is.</param>
/// <param name="Identity">Device and number: the same for two paths of one file.</param>
/// <param name="IsMountPoint">Whether another file system begins here.</param>
/// <param name="Modified">When it was last written.</param>
public sealed record ControllerFile(ControllerFileKind Kind, (long Device, long Number) Identity, bool IsMountPoint, DateTimeOffset Modified);

public enum ControllerFileKind
{
    File,
    Directory,
    Link,
    Other,
}
