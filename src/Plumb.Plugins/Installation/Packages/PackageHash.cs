using System.Buffers;
using System.IO.Compression;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using Plumb.Core.Text;

namespace Plumb.Plugins.Installation.Packages;

/// <summary>
/// Checksums of packages in the schemes of the lock file. <c>h1:</c> is over the content, packed or not: the SHA-256 of a list
/// of files with the SHA-256 of each, as Go's module checksums are. <c>zh:</c> is the SHA-256 of the archive itself.
/// </summary>
public static class PackageHash
{
    public const string ContentScheme = "h1:";
    public const string ArchiveScheme = "zh:";

    private const int MaxFiles = 100_000;
    private static readonly EnumerationOptions AllEntries = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Whether a checksum is of a scheme that can be worked out here.</summary>
    public static bool IsKnown(string hash) => hash.StartsWith(ContentScheme, StringComparison.Ordinal) || hash.StartsWith(ArchiveScheme, StringComparison.Ordinal);

    public static async Task<string> OfDirectoryAsync(string directory, CancellationToken cancellation)
    {
        var root = new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(directory);
        var files = new SortedDictionary<string, string>(Utf8Comparer);
        foreach (var file in Files(root))
        {
            if (files.Count == MaxFiles) throw new InvalidDataException($"{directory} has more than {MaxFiles} files.");
            await using var content = new FileStream(file, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            files[Path.GetRelativePath(root, file).Replace('\\', '/')] = await OfStreamAsync(content, cancellation).ConfigureAwait(false);
        }
        return Summarize(files);
    }

    /// <summary>Throws <see cref="InvalidDataException"/> where it is no archive.</summary>
    public static async Task<string> OfArchiveContentAsync(string path, CancellationToken cancellation)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, cancellation).ConfigureAwait(false);
        if (archive.Entries.Count > MaxFiles) throw new InvalidDataException($"{path} has more than {MaxFiles} entries.");
        var files = new SortedDictionary<string, string>(Utf8Comparer);
        foreach (var entry in archive.Entries)
        {
            await using var content = await entry.OpenAsync(cancellation).ConfigureAwait(false);
            files[entry.FullName] = await OfStreamAsync(content, cancellation).ConfigureAwait(false);
        }
        return Summarize(files);
    }

    public static async Task<string> OfArchiveAsync(string path, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(path);
        return ArchiveScheme + await OfStreamAsync(content, cancellation).ConfigureAwait(false);
    }

    private static IComparer<string> Utf8Comparer { get; } = Comparer<string>.Create(Utf8Order.Compare);

    /// <summary>A link counts as the file that it leads to; directories behind links are not gone through, since they may lead in a circle.</summary>
    private static FileSystemEnumerable<string> Files(string root) => new(root, (ref FileSystemEntry entry) => entry.ToFullPath(), AllEntries)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };

    private static async Task<string> OfStreamAsync(Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0) hash.AppendData(buffer, 0, read);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Summarize(SortedDictionary<string, string> files)
    {
        var list = new StringBuilder();
        foreach (var (name, hash) in files)
        {
            if (name.Contains('\n', StringComparison.Ordinal)) throw new InvalidDataException($"the name of the file \"{name}\" goes over two lines.");
            list.Append(hash).Append("  ").Append(name).Append('\n');
        }
        return ContentScheme + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }
}
