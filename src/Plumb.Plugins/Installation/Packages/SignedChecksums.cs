using System.Text;
using Plumb.Plugins.Signatures;

namespace Plumb.Plugins.Installation.Packages;

/// <summary>A list of checksums of a version's packages (<c>SHA256SUMS</c>), its signature, and the keys of whom one is accepted.</summary>
public sealed record SignedChecksums(byte[] Document, byte[] Signature, IReadOnlyList<PublishedKey> Keys)
{
    /// <summary>Null where the list does not have the file.</summary>
    public string? Of(string filename) => Lines().Where(l => l.Length > 1 && l[1] == filename).Select(l => l[0].ToLowerInvariant()).FirstOrDefault();

    /// <summary>All of them as checksums for the lock file; none where the list has another form.</summary>
    public IReadOnlyList<string> All()
    {
        var lines = Lines().ToArray();
        return lines.All(l => l.Length >= 2 && l[0].Length == 64 && l[0].All(char.IsAsciiHexDigit)) ? [.. lines.Select(l => PackageHash.ArchiveScheme + l[0].ToLowerInvariant())] : [];
    }

    private IEnumerable<string[]> Lines() =>
        Encoding.UTF8.GetString(Document).Split('\n').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(l => l.Length > 0);
}
