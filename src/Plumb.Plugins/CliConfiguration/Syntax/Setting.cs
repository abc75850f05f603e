using Plumb.Core.Text;

namespace Plumb.Plugins.CliConfiguration.Syntax;

/// <summary>A value in the program's own configuration, whichever syntax it was written in. JSON has no places to point at.</summary>
internal abstract record Setting(SourceSpan? Span);

/// <summary>A text, number or truth value; the old language turns each into the others where they are asked for.</summary>
internal sealed record SettingText(string Text, SourceSpan? Span) : Setting(Span);

internal sealed record SettingList(IReadOnlyList<Setting> Items, SourceSpan? Span) : Setting(Span);

/// <summary>Blocks and arguments. Several items may have the same keys.</summary>
internal sealed record SettingGroup(IReadOnlyList<SettingItem> Items, SourceSpan? Span) : Setting(Span)
{
    public IEnumerable<SettingItem> Named(string name) => Items.Where(i => i.Name == name);

    /// <summary>The last one counts.</summary>
    public SettingItem? Last(string name) => Items.LastOrDefault(i => i.Name == name);
}

/// <summary>One argument (<c>name = value</c>) or block (<c>name "label" { … }</c>).</summary>
/// <param name="Keys">The name and the labels; in JSON only the name, and labels are names of what is inside.</param>
internal sealed record SettingItem(IReadOnlyList<string> Keys, Setting Value, bool IsAssigned, bool IsJson, SourceSpan? Span)
{
    public string Name => Keys[0];

    /// <summary>The bodies of a block with one label, by label.</summary>
    public IEnumerable<(string Label, SettingGroup Body)> Labelled()
    {
        if (Keys.Count == 2 && Value is SettingGroup body) return [(Keys[1], body)];
        if (Keys.Count != 1) return [];
        return from outer in Groups(Value) from item in outer.Items from inner in Groups(item.Value) select (item.Name, inner);
    }

    /// <summary>The bodies of a block without labels: JSON may have a list of them.</summary>
    public IEnumerable<SettingGroup> Bodies() => Groups(Value);

    private static IEnumerable<SettingGroup> Groups(Setting value) => value switch
    {
        SettingGroup group => [group],
        SettingList list => list.Items.OfType<SettingGroup>(),
        _ => [],
    };
}
