using System.Text;
using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Engine.Tests.Functions;

/// <summary>Files as a dictionary from absolute path to content; directories are what their paths imply. A null content is a link to nothing.</summary>
internal sealed class MemoryFiles(params (string Path, string? Content)[] files) : IFileAccess
{
    private readonly Dictionary<string, string?> _files = files.ToDictionary(f => f.Path, f => f.Content);

    public string? HomeDirectory => "/home/tester";

    public FileKind KindOf(string path)
    {
        if (_files.TryGetValue(path, out var content)) return content is null ? FileKind.Missing : FileKind.File;
        return path == "/" || _files.Keys.Any(f => f.StartsWith(path + "/", StringComparison.Ordinal)) ? FileKind.Directory : FileKind.Missing;
    }

    public FileContent Read(string path) =>
        _files.GetValueOrDefault(path) is { } content ? new FileContent(Encoding.Latin1.GetBytes(content), null) : new FileContent(null, "no such file");

    public IReadOnlyList<FileEntry> List(string directory)
    {
        var prefix = directory == "/" ? "/" : directory + "/";
        return
        [
            .. _files.Keys.Where(f => f.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f[prefix.Length..].Split('/')[0]).Distinct()
                .Select(name => new FileEntry(name, KindOf(prefix + name))),
        ];
    }
}
