namespace Plumb.Conformance.Programs;

/// <summary>An empty folder for one case, gone when disposed.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plumb-conformance-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Copies what a folder holds, over what is there, except some entries at its top.</summary>
    public void CopyFrom(string source, Func<string, bool>? isWanted = null)
    {
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
            if (isWanted is null || isWanted(entry.Name)) Copy(entry, this[entry.Name]);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Copy(FileSystemInfo source, string target)
    {
        if (source is not DirectoryInfo folder)
        {
            // Read and written anew: the corpus may be read-only, and its files' modes with it.
            File.WriteAllBytes(target, File.ReadAllBytes(source.FullName));
            return;
        }
        Directory.CreateDirectory(target);
        foreach (var entry in folder.EnumerateFileSystemInfos()) Copy(entry, System.IO.Path.Combine(target, entry.Name));
    }
}
