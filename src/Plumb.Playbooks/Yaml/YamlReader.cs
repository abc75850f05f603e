using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Playbooks.Yaml.Parsing;

namespace Plumb.Playbooks.Yaml;

/// <summary>
/// Reads YAML and JSON text into nodes. Structure is that of YAML 1.2.2 with the freedoms of 1.1; what plain text means is decided
/// by <see cref="ScalarTypes"/>. A fault is a diagnostic with its place, and gives null.
/// </summary>
public static class YamlReader
{
    /// <summary>The text's only document. A text without any is one without a value: a null scalar.</summary>
    public static YamlNode? ReadDocument(SourceFile file, DiagnosticBag diagnostics) => Guard(diagnostics, file, () =>
    {
        var events = YamlParser.Parse(file);
        var composer = new NodeComposer(file, events);
        if (!composer.HasMore) return new YamlScalar(file.Span(0, 0), null, "", ScalarStyle.Plain);
        var node = composer.Compose();
        if (composer.HasMore)
            throw new YamlSyntaxException(YamlRules.SecondDocument, composer.Offset, "The file holds a second document, where only one is read.") { Help = "Remove the \"---\" between them." };
        return node;
    });

    /// <summary>All documents of a text.</summary>
    public static IReadOnlyList<YamlNode>? ReadDocuments(SourceFile file, DiagnosticBag diagnostics) => Guard<IReadOnlyList<YamlNode>>(diagnostics, file, () =>
    {
        var composer = new NodeComposer(file, YamlParser.Parse(file));
        var documents = new List<YamlNode>();
        while (composer.HasMore) documents.Add(composer.Compose());
        return documents;
    });

    /// <summary>
    /// Reads what Ansible reads from data files: the text as JSON if it is JSON from end to end, otherwise as YAML. It matters for numbers
    /// such as 1e3, which only JSON takes for one.
    /// </summary>
    public static YamlNode? ReadData(SourceFile file, DiagnosticBag diagnostics) => JsonNodeReader.TryRead(file) ?? ReadDocument(file, diagnostics);

    /// <summary>Text that must be JSON, such as what a program prints.</summary>
    public static YamlNode? ReadJson(SourceFile file, DiagnosticBag diagnostics)
    {
        if (JsonNodeReader.TryRead(file) is { } node) return node;
        diagnostics.Add(YamlRules.NotJson, null, $"{file.Name} is not JSON.");
        return null;
    }

    private static T? Guard<T>(DiagnosticBag diagnostics, SourceFile file, Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (YamlSyntaxException fault)
        {
            diagnostics.Add(ToDiagnostic(fault, file));
            return null;
        }
    }

    private static Diagnostic ToDiagnostic(YamlSyntaxException fault, SourceFile file) => new(fault.Rule, SpanAt(file, fault.Offset), fault.Message)
    {
        Help = fault.Help,
        Notes = fault.Opened is { } opened ? [new DiagnosticNote("It began here.", SpanAt(file, opened))] : [],
    };

    private static SourceSpan SpanAt(SourceFile file, int offset) => file.Span(offset, Math.Min(offset + 1, file.Text.Length));
}
