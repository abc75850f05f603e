using Plumb.Core.Text;

namespace Plumb.Providers.Archive;

/// <summary>
/// The files of a directory and of those in it, in the order of their names' bytes. A link to a file stands for that file; one to a
/// directory for all that is in it, if such links are followed.
/// </summary>
internal sealed class DirectoryFiles(IReadOnlyList<ExcludePattern> excludes, bool followsDirectoryLinks)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Fails with an <see cref="IOException"/> where links lead round in a circle.</summary>
    public IEnumerable<(string Name, string Path)> Find(string directory) => IsExcluded(".") ? [] : Walk(directory, "");

    private IEnumerable<(string Name, string Path)> Walk(string directory, string prefix)
    {
        var real = RealPath(directory);
        if (!_open.Add(real)) throw new IOException($"the links below {directory} lead round in a circle");
        foreach (var entry in new DirectoryInfo(directory).GetFileSystemInfos().OrderBy(e => e.Name, Utf8Order.Instance))
        {
            var name = prefix + entry.Name;
            if (IsExcluded(name)) continue;
            var isLink = entry.LinkTarget is not null;
            var target = isLink ? entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry : entry;
            if (isLink && !Path.Exists(target.FullName)) throw new FileNotFoundException($"the link {entry.FullName} leads to {target.FullName}, which does not exist");
            if (!Directory.Exists(target.FullName))
            {
                yield return (name, entry.FullName);
                continue;
            }
            if (isLink && !followsDirectoryLinks) continue;
            // What is in a linked directory is named as if it lay where the link is.
            foreach (var file in Walk(target.FullName, name + "/")) yield return file;
        }
        _open.Remove(real);
    }

    private bool IsExcluded(string name) => excludes.Any(e => e.Matches(name));

    private static string RealPath(string directory) => Path.TrimEndingDirectorySeparator(new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(directory));
}
