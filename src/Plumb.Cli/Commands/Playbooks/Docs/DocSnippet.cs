using System.Text;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>A task or an expression to copy and fill in.</summary>
internal static class DocSnippet
{
    private const int CommentColumn = 29;
    private const int Width = 79;

    public static string Of(PluginDoc doc) => doc.Type == "lookup" ? Lookup(doc) : Task(doc);

    private static string Task(PluginDoc doc)
    {
        var text = new StringBuilder($"- name: {doc.Summary}\n  {doc.Name}:\n");
        foreach (var option in doc.Options.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            var description = DocMarkup.ToText(string.Join(' ', option.Description));
            var head = $"      {option.Name}:".PadRight(CommentColumn - 1);
            foreach (var line in WrappedLines.Of(option.Required ? $"(required) {description}" : description, Width - CommentColumn - 2))
            {
                text.Append(head).Append(head.Length >= CommentColumn ? "  # " : " # ").Append(line).Append('\n');
                head = new string(' ', CommentColumn - 1);
            }
        }
        return text.ToString();
    }

    private static string Lookup(PluginDoc doc)
    {
        var text = new StringBuilder();
        foreach (var option in doc.Options) text.Append($"# {option.Name}({option.Type}): {DocMarkup.ToText(string.Join(' ', option.Description))}\n");
        return text.Append($"\nlookup('{doc.Name}', {doc.Positional ?? "< _terms >"})\n").ToString();
    }
}
