namespace Plumb.Engine.Functions.Filesystem;

/// <summary>The files of this machine.</summary>
public sealed class LocalFileAccess : IFileAccess
{
    public string? HomeDirectory { get; } =
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : null;

    public FileKind KindOf(string path)
    {
        try
        {
            return KindOf(new FileInfo(path));
        }
        catch (UnauthorizedAccessException)
        {
            return FileKind.Forbidden;
        }
        catch (IOException)
        {
            // Among others: too many links in a row, a name too long, a file where a directory is meant to be.
            return FileKind.Missing;
        }
    }

    public FileContent Read(string path)
    {
        try
        {
            return Directory.Exists(path) ? new FileContent(null, "it is a directory") : new FileContent(File.ReadAllBytes(path), null);
        }
        catch (UnauthorizedAccessException)
        {
            return new FileContent(null, "access is denied");
        }
        catch (IOException e)
        {
            return new FileContent(null, e.Message);
        }
    }

    public IReadOnlyList<FileEntry> List(string directory)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().Select(e => new FileEntry(e.Name, KindOf(e)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static FileKind KindOf(FileSystemInfo info)
    {
        var target = info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
        if (Directory.Exists(target.FullName)) return FileKind.Directory;
        if (!File.Exists(target.FullName)) return FileKind.Missing;
        return (target.Attributes & FileAttributes.Device) != 0 ? FileKind.Other : FileKind.File;
    }
}
