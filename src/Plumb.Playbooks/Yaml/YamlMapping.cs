using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml;

/// <summary>Pairs in the order written; a key may be any node and may be written twice.</summary>
public sealed class YamlMapping(SourceSpan span, string? tag, IReadOnlyList<YamlEntry> entries) : YamlNode(span, tag)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    /// <summary>The value of a key that is text: of the last one where it is written twice.</summary>
    public YamlNode? Find(string key)
    {
        for (var i = Entries.Count - 1; i >= 0; i--)
            if (Entries[i].Key is YamlScalar scalar && scalar.Text == key) return Entries[i].Value;
        return null;
    }
}
