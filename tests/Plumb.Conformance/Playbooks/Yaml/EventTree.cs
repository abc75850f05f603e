using System.Text;
using Plumb.Playbooks.Yaml;
using Plumb.Playbooks.Yaml.Parsing;

namespace Plumb.Conformance.Playbooks.Yaml;

/// <summary>Events in the notation of yaml-test-suite, one a line, without its indentation.</summary>
internal static class EventTree
{
    public static string Write(IEnumerable<YamlEvent> events) =>
        string.Concat(events.Select(Line).Prepend("+STR").Append("-STR").Select(line => line + "\n"));

    public static string Normalize(string tree) => string.Concat(tree.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimStart() + "\n"));

    private static string Line(YamlEvent item) => item.Kind switch
    {
        YamlEventKind.DocumentStart => item.IsMarked ? "+DOC ---" : "+DOC",
        YamlEventKind.DocumentEnd => item.IsMarked ? "-DOC ..." : "-DOC",
        YamlEventKind.MappingStart => "+MAP" + (item.IsMarked ? " {}" : "") + Properties(item),
        YamlEventKind.SequenceStart => "+SEQ" + (item.IsMarked ? " []" : "") + Properties(item),
        YamlEventKind.MappingEnd => "-MAP",
        YamlEventKind.SequenceEnd => "-SEQ",
        YamlEventKind.Alias => "=ALI *" + item.Text,
        _ => $"=VAL{Properties(item)} {Sign(item.Style)}{Escape(item.Text)}",
    };

    private static string Properties(YamlEvent item) =>
        (item.Properties.Anchor is { } anchor ? $" &{anchor}" : "") + (item.Properties.Tag is { } tag ? $" <{tag}>" : "");

    private static char Sign(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => '\'',
        ScalarStyle.DoubleQuoted => '"',
        ScalarStyle.Literal => '|',
        ScalarStyle.Folded => '>',
        _ => ':',
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            _ = c switch
            {
                '\n' => escaped.Append("\\n"),
                '\t' => escaped.Append("\\t"),
                '\r' => escaped.Append("\\r"),
                '\b' => escaped.Append("\\b"),
                '\\' => escaped.Append("\\\\"),
                '\0' => escaped.Append("\\0"),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }
}
