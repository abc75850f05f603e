using System.Text;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Names with what they are, in two columns.</summary>
internal static class DocList
{
    private const string Ellipsis = "...";
    private const int MinSummary = 20;

    public static string Of(IReadOnlyList<(string Name, string Summary)> entries, int columns)
    {
        var text = new StringBuilder();
        var width = entries.Count == 0 ? 0 : entries.Max(e => e.Name.Length);
        var rest = Math.Max(columns - width - 5, MinSummary);
        foreach (var (name, summary) in entries) text.Append(name.PadRight(width)).Append(' ').Append(Shortened(summary, rest)).Append('\n');
        return text.ToString();
    }

    private static string Shortened(string summary, int width) => summary.Length <= width ? summary : summary[..(width - Ellipsis.Length)] + Ellipsis;
}
