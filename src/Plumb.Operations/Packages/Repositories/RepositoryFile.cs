using System.Text;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>A file of repositories: sections of keys, a value going on in lines that are indented. Comments are not kept, as with the peer.</summary>
internal sealed class RepositoryFile
{
    private readonly List<(string Name, List<KeyValuePair<string, string>> Entries)> _sections = [];

    public bool IsEmpty => _sections.Count == 0;

    public static RepositoryFile Parse(string text)
    {
        var file = new RepositoryFile();
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] is '#' or ';') continue;
            var entries = file._sections.Count == 0 ? null : file._sections[^1].Entries;
            if (line[0] is ' ' or '\t' && entries is { Count: > 0 }) entries[^1] = new(entries[^1].Key, entries[^1].Value + "\n" + trimmed);
            else if (trimmed is ['[', .. var name, ']']) file._sections.Add((name, []));
            else if (trimmed.IndexOfAny(['=', ':']) is > 0 and var at) entries?.Add(new(trimmed[..at].Trim().ToLowerInvariant(), trimmed[(at + 1)..].Trim()));
        }
        return file;
    }

    public void Remove(string section) => _sections.RemoveAll(s => s.Name == section);

    public void Add(string section, IEnumerable<KeyValuePair<string, string>> entries) => _sections.Add((section, [.. entries]));

    /// <summary>The sections and keys in order, for comparison.</summary>
    public string Sorted()
    {
        var text = new StringBuilder();
        foreach (var (name, entries) in _sections.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            text.Append('[').Append(name).Append("]\n");
            foreach (var (key, value) in entries.OrderBy(e => e.Key, StringComparer.Ordinal)) text.Append(key).Append(" = ").Append(value).Append('\n');
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, entries) in _sections)
        {
            text.Append('[').Append(name).Append("]\n");
            foreach (var (key, value) in entries) text.Append(key).Append(" = ").Append(value.Replace("\n", "\n\t", StringComparison.Ordinal)).Append('\n');
            text.Append('\n');
        }
        return text.ToString();
    }
}
