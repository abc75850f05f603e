using System.Text;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Archive;

/// <summary>Collects what the arguments of an archive name. Faults are <see cref="IOException"/>s with a sentence for the user.</summary>
internal sealed class ArchiveSource(ObjectValue arguments)
{
    private const int Permissions = 0x1FF;

    public IReadOnlyList<ArchiveEntry> Entries()
    {
        if (arguments.TextOf("source_dir") is { } directory) return OfDirectory(directory);
        if (arguments.TextOf("source_file") is { } file)
            return [File.Exists(file) ? OfFile(Path.GetFileName(Path.GetFullPath(file)), file) : throw new FileNotFoundException($"the file {file} does not exist")];
        if (arguments.TextOf("source_content_filename") is { } name) return [OfContent(name, arguments.TextOf("source_content") ?? "")];
        // Of several with one name the last one counts.
        return [.. arguments.BlocksOf("source")
            .GroupBy(s => s.TextOf("filename") ?? "", StringComparer.Ordinal)
            .OrderBy(g => g.Key, Utf8Order.Instance)
            .Select(g => OfContent(g.Key, g.Last().TextOf("content") ?? ""))];
    }

    /// <summary>The mode that every file is to have; null where each keeps its own.</summary>
    public int? OutputMode() => arguments.TextOf("output_file_mode") is { Length: > 0 } text
        ? FileModeText.TryParse(text, out var mode) ? mode : throw new IOException($"the output_file_mode \"{text}\" is not a number such as 0644")
        : null;

    private List<ArchiveEntry> OfDirectory(string directory)
    {
        if (File.Exists(directory)) throw new IOException($"the source_dir {directory} is a file");
        if (!Directory.Exists(directory)) throw new DirectoryNotFoundException($"the source_dir {directory} does not exist");
        var files = new DirectoryFiles([.. Excludes()], arguments.FlagOf("exclude_symlink_directories") is not true).Find(directory);
        List<ArchiveEntry> entries = [.. files.Select(f => OfFile(f.Name, f.Path))];
        return entries.Count > 0 ? entries : throw new IOException($"the archive has not been created: it would be empty, as nothing in {directory} is left to put into it");
    }

    private IEnumerable<ExcludePattern> Excludes()
    {
        foreach (var text in arguments.TextsOf("excludes").Where(t => t.Length > 0))
            yield return ExcludePattern.TryParse(text, out var pattern) ? pattern : throw new IOException($"the pattern \"{text}\" in excludes is malformed");
    }

    private static ArchiveEntry OfFile(string name, string path)
    {
        var mode = OperatingSystem.IsWindows() ? OctalDefault : (int)File.GetUnixFileMode(path);
        return new ArchiveEntry(name, File.ReadAllBytes(path), mode & Permissions);
    }

    // Windows has no permissions of this kind, and the official provider says there that anybody may read and write.
    private const int OctalDefault = 0x1B6;

    private static ArchiveEntry OfContent(string name, string content) => new(name, Encoding.UTF8.GetBytes(content), null);
}
