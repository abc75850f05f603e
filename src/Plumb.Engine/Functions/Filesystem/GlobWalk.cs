using Plumb.Core.Text;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary>
/// Finds the paths that match a pattern of names separated by '/', where a component <c>**</c> stands for any number of
/// directories. Symbolic links are followed. Relative patterns start at a base directory and give relative paths.
/// </summary>
internal sealed class GlobWalk(IFileAccess files, string baseDirectory)
{
    private const string AnyDepth = "**";

    private readonly List<string> _found = [];
    private bool _malformed;

    /// <summary>The matches, or null where the pattern is malformed.</summary>
    internal IReadOnlyList<string>? Find(string pattern)
    {
        var components = Split(pattern);
        if (PathText.IsAbsolute(pattern)) Walk("/", components.AsSpan(1));
        else Walk(".", components);
        return _malformed ? null : _found;
    }

    /// <summary>The path of something found, as the file system wants it.</summary>
    internal string Locate(string path) => PathText.IsAbsolute(path) ? path : PathText.Join(baseDirectory, path);

    /// <summary>At '/', unless escaped.</summary>
    private static string[] Split(string pattern)
    {
        var components = new List<string>();
        var start = 0;
        for (var at = GlobComponent.IndexOfUnescaped(pattern, '/', 0); at >= 0; at = GlobComponent.IndexOfUnescaped(pattern, '/', start))
        {
            components.Add(pattern[start..at]);
            start = at + 1;
        }
        return [.. components, pattern[start..]];
    }

    private void Walk(string directory, ReadOnlySpan<string> components)
    {
        // Names without wildcards need no listing.
        while (!components.IsEmpty && GlobComponent.IsLiteral(components[0]))
        {
            directory = PathText.Join(directory, components[0]);
            components = components[1..];
        }
        var kind = files.KindOf(Locate(directory));
        if (components.IsEmpty)
        {
            if (kind != FileKind.Missing) _found.Add(directory);
            return;
        }
        if (kind != FileKind.Directory) return;

        var entries = files.List(Locate(directory)).ToArray();
        Array.Sort(entries, static (a, b) => Utf8Order.Compare(a.Name, b.Name));
        if (components[0] == AnyDepth)
        {
            Descend(directory, entries, components);
            if (components.Length == 1) return;
            components = components[1..];
        }
        Match(directory, entries, components);
    }

    private void Descend(string directory, FileEntry[] entries, ReadOnlySpan<string> components)
    {
        foreach (var entry in entries)
        {
            if (entry.Kind == FileKind.Missing || _malformed) continue;
            var path = PathText.Join(directory, entry.Name);
            if (components.Length == 1) _found.Add(path);
            if (entry.Kind == FileKind.Directory) Walk(path, components);
        }
    }

    private void Match(string directory, FileEntry[] entries, ReadOnlySpan<string> components)
    {
        var pattern = GlobComponent.Parse(components[0]);
        foreach (var entry in entries)
        {
            switch (pattern.Matches(entry.Name))
            {
                case null:
                    _malformed = true;
                    return;
                case true when components.Length == 1:
                    _found.Add(PathText.Join(directory, entry.Name));
                    break;
                case true:
                    Walk(PathText.Join(directory, entry.Name), components[1..]);
                    break;
            }
        }
    }
}
