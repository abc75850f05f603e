using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Yaml;

/// <summary>
/// Resolves merge keys ("&lt;&lt;", https://yaml.org/type/merge.html): the entries of the mappings they name come first, those of the
/// mapping itself override them; of several merged mappings the first wins.
/// </summary>
internal sealed class MergedEntries(DiagnosticBag diagnostics)
{
    public IReadOnlyList<(YamlEntry Entry, bool IsOwn)> Flatten(YamlMapping mapping)
    {
        if (!mapping.Entries.Any(IsMerge)) return [.. mapping.Entries.Select(e => (e, true))];
        var merged = new List<(YamlEntry, bool)>();
        foreach (var entry in mapping.Entries.Where(IsMerge)) AddMerged(entry.Value, merged);
        merged.AddRange(mapping.Entries.Where(e => !IsMerge(e)).Select(e => (e, true)));
        return merged;
    }

    private static bool IsMerge(YamlEntry entry) =>
        entry.Key is YamlScalar { Tag: CoreTags.Merge } or YamlScalar { Tag: null, Style: ScalarStyle.Plain, Text: "<<" };

    private void AddMerged(YamlNode value, List<(YamlEntry, bool)> merged)
    {
        switch (value)
        {
            case YamlMapping mapping:
                merged.AddRange(Flatten(mapping).Select(e => (e.Entry, false)));
                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items.Reverse())
                {
                    if (item is YamlMapping mapping) merged.AddRange(Flatten(mapping).Select(e => (e.Entry, false)));
                    else diagnostics.Add(YamlRules.Merge, item.Span, "In a list to be merged, every element is a mapping.");
                }
                break;
            default:
                diagnostics.Add(YamlRules.Merge, value.Span, "The value of a merge key is a mapping, or a list of mappings.");
                break;
        }
    }
}
