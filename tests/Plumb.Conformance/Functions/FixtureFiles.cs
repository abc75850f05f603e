using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Conformance.Functions;

/// <summary>The files of the corpus as functions see them, with the home folder of the machine that recorded the cases.</summary>
internal sealed class FixtureFiles : IFileAccess
{
    public string? HomeDirectory => "/home/tester";

    public FileKind KindOf(string path)
    {
        if (Directory.Exists(path)) return FileKind.Directory;
        return File.Exists(path) ? FileKind.File : FileKind.Missing;
    }

    public FileContent Read(string path) =>
        KindOf(path) switch
        {
            FileKind.File => new FileContent(File.ReadAllBytes(path), null),
            FileKind.Directory => new FileContent(null, "is a directory"),
            _ => new FileContent(null, "no such file or directory"),
        };

    public IReadOnlyList<FileEntry> List(string directory) =>
        [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().Select(f => new FileEntry(f.Name, KindOf(f.FullName)))];
}
