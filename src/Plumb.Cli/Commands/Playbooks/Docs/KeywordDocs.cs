using System.Text;
using Plumb.Operations.Data;
using Plumb.Playbooks.Documentation;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Keywords of plays as YAML for people and as JSON.</summary>
internal static class KeywordDocs
{
    private const int Width = 76;

    public static KeywordSummary? Find(string name) => KeywordSummary.All.FirstOrDefault(k => k.Name == name || (name.StartsWith("with_", StringComparison.Ordinal) && k.Name == "loop"));

    public static string Text(KeywordSummary keyword)
    {
        var text = new StringBuilder($"{keyword.Name}:\n  applies_to:\n");
        foreach (var place in Places(keyword)) text.Append("  - ").Append(place).Append('\n');
        text.Append("  description: ").Append(string.Join("\n    ", WrappedLines.Of(keyword.Description, Width))).Append('\n');
        return text.Append("  priority: 0\n  template: explicit\n  type: ").Append(keyword.Type).Append("\n\n").ToString();
    }

    public static MapData Json(KeywordSummary keyword) => new MapBuilder
    {
        { "applies_to", DataValue.Of(Places(keyword)) },
        { "description", keyword.Description },
        { "priority", 0 },
        { "template", "explicit" },
        { "type", keyword.Type },
    }.Build();

    /// <summary>A handler is a task, and only its own keyword is said to be of it.</summary>
    private static IEnumerable<string> Places(KeywordSummary keyword) => keyword.AppliesTo.Where(p => p != "Handler" || keyword.AppliesTo.Count == 1);
}
