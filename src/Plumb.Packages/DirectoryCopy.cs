namespace Plumb.Packages;

/// <summary>Copies directories with what is in them; symbolic links stay links. The history of a repository is left out.</summary>
public static class DirectoryCopy
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, RecurseSubdirectories = false };

    public static void Copy(string from, string to)
    {
        var source = new DirectoryInfo(from);
        if (source.LinkTarget is { } target)
        {
            Directory.CreateSymbolicLink(to, target);
            return;
        }
        CopyContent(from, to);
    }

    public static void CopyContent(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos("*", All))
        {
            if (entry.Name == ".git") continue;
            var copy = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(copy, link);
            else if (entry is FileInfo file) file.CopyTo(copy, overwrite: true);
            else Copy(entry.FullName, copy);
        }
    }

    /// <summary>Removes whatever is there: a link itself and not what it leads to.</summary>
    public static void Remove(string path)
    {
        var directory = new DirectoryInfo(path);
        if (directory.LinkTarget is not null || File.Exists(path)) File.Delete(path);
        else if (directory.Exists) directory.Delete(recursive: true);
    }
}
