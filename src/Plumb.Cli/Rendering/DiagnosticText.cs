using System.Globalization;
using System.Text;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Shows diagnostics to people: summary, place with the source lines, the values involved, detail, and what to do. With
/// colour each stands in a bracket of its own; without, as plain paragraphs that other programs look through.
/// </summary>
internal static class DiagnosticText
{
    private const int Width = 78;

    /// <summary>Warnings go where other output goes, errors to where errors go.</summary>
    public static void Write(Terminal terminal, IEnumerable<Diagnostic> diagnostics, bool color, bool compactWarnings = false)
    {
        var all = Consolidate(diagnostics);
        var warnings = all.Where(d => d.Severity == Severity.Warning).ToArray();
        if (compactWarnings && warnings.Length > 0 && warnings.Length == all.Count) WriteCompact(terminal, warnings, color);
        else Write(terminal.Out, warnings, color);
        terminal.Out.Flush();
        Write(terminal.Error, all.Where(d => d.Severity == Severity.Error), color);
    }

    public static void Write(TextWriter output, IEnumerable<Diagnostic> diagnostics, bool color)
    {
        var blocks = new EnclosingBlocks();
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Severity == Severity.Error)) output.Write(Format(diagnostic, color, blocks));
    }

    /// <summary>Of warnings that say the same of several places, the first one, with the number of the others.</summary>
    private static List<Diagnostic> Consolidate(IEnumerable<Diagnostic> diagnostics)
    {
        var shown = new List<Diagnostic>();
        foreach (var group in diagnostics.GroupBy(d => d.Severity == Severity.Warning && d.Subject is not null ? (object)d.Summary : d))
        {
            var more = group.Count() - 1;
            shown.Add(more == 0 ? group.First() : group.First() with
            {
                Detail = group.First().Detail + (more == 1 ? "\n\n(and one more similar warning elsewhere)" : string.Create(CultureInfo.InvariantCulture, $"\n\n(and {more} more similar warnings elsewhere)")),
            });
        }
        return shown;
    }

    private static void WriteCompact(Terminal terminal, IReadOnlyList<Diagnostic> warnings, bool color)
    {
        var output = terminal.Out;
        output.Write($"{(color ? "\u001b[1m\u001b[33m" : "")}Warnings:{(color ? "\u001b[0m" : "")}\n\n");
        foreach (var warning in warnings)
        {
            output.Write($"- {warning.Summary}\n");
            if (warning.Subject is { } subject) output.Write(string.Create(CultureInfo.InvariantCulture, $"  on {subject.File.Name} line {subject.StartPosition.Line}\n"));
        }
        output.Write($"\nTo see the full warning notes, run {terminal.Program.Product} without -compact-warnings.\n\n");
    }

    private static string Format(Diagnostic diagnostic, bool color, EnclosingBlocks blocks)
    {
        var paint = new Style(color, diagnostic.Severity == Severity.Error ? "\u001b[31m" : "\u001b[33m");
        var lines = new List<string> { $"{paint.Accent(diagnostic.Severity == Severity.Error ? "Error: " : "Warning: ")}{paint.Bold(diagnostic.Summary)}", "" };
        AddPlace(diagnostic, lines, paint, blocks);
        AddWrapped(lines, diagnostic.Detail, color ? Width - 2 : Width);
        foreach (var note in diagnostic.Notes) lines.Add("  " + note.Text + (note.Span is { } span ? $" ({span})" : ""));
        if (diagnostic.Help is { } help)
        {
            lines.Add("");
            AddWrapped(lines, help, color ? Width - 2 : Width);
        }
        return color ? InBracket(lines, paint) : "\n" + string.Join('\n', lines) + "\n\n";
    }

    private static string InBracket(List<string> lines, Style paint)
    {
        var text = new StringBuilder().Append(paint.Accent("╷")).Append('\n');
        foreach (var line in lines) text.Append(paint.Accent("│")).Append(' ').Append(line).Append('\n');
        return text.Append(paint.Accent("╵")).Append('\n').ToString();
    }

    private static void AddPlace(Diagnostic diagnostic, List<string> lines, Style paint, EnclosingBlocks blocks)
    {
        if (diagnostic.Address is { } address) lines.Add($"  with {address}{(diagnostic.Subject is null ? "" : ",")}");
        if (diagnostic.Subject is { } subject)
        {
            var context = blocks.HeaderAround(subject) is { } block ? ", in " + block : "";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  on {subject.File.Name} line {subject.StartPosition.Line}{context}:"));
            AddSource(subject, lines, paint);
            AddValues(diagnostic.Values, lines);
        }
        if (diagnostic.Address is not null || diagnostic.Subject is not null) lines.Add("");
    }

    private static void AddSource(SourceSpan subject, List<string> lines, Style paint)
    {
        var (start, end) = (subject.StartPosition, subject.EndPosition);
        var line = subject.File.GetLine(start.Line);
        var marked = line;
        var from = StringInfo.ParseCombiningCharacters(line) is { } starts && start.Column - 1 < starts.Length ? starts[start.Column - 1] : line.Length;
        var length = end.Line == start.Line ? Math.Min(subject.Length, line.Length - from) : line.Length - from;
        if (length > 0) marked = line[..from] + paint.Underlined(line.Substring(from, length)) + line[(from + length)..];
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{start.Line,4}: {marked}"));
    }

    private static void AddValues(IReadOnlyList<DiagnosticValue> values, List<string> lines)
    {
        if (values.Count == 0) return;
        lines.Add("    ├────────────────");
        foreach (var value in values) lines.Add($"    │ {value.Traversal} {Describe(value.Value)}");
    }

    /// <summary>Indented lines are code or commands and stay as they are.</summary>
    private static void AddWrapped(List<string> lines, string text, int width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            if (paragraph.StartsWith(' ') || paragraph.StartsWith('\t') || paragraph.Length <= width)
            {
                lines.Add(paragraph);
                continue;
            }
            var line = new StringBuilder();
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }
                line.Append(line.Length > 0 ? " " : "").Append(word);
            }
            lines.Add(line.ToString());
        }
    }

    private static string Describe(Value value) => value.MarksDeep() switch
    {
        { IsSensitive: true } => "has a sensitive value",
        { IsEphemeral: true } => "has an ephemeral value",
        _ => value switch
        {
            UnknownValue => $"is a {value.Type.FriendlyName}, known only after apply",
            NullValue => "is null",
            StringValue or NumberValue or BoolValue => $"is {value}",
            SequenceValue s => string.Create(CultureInfo.InvariantCulture, $"is {value.Type.FriendlyName} with {s.Count} element{(s.Count == 1 ? "" : "s")}"),
            NamedValues n => string.Create(CultureInfo.InvariantCulture, $"is {value.Type.FriendlyName} with {n.Count} {(n is MapValue ? "element" : "attribute")}{(n.Count == 1 ? "" : "s")}"),
            _ => $"is {value.Type.FriendlyName}",
        },
    };

    private sealed record Style(bool Color, string Code)
    {
        public string Accent(string text) => Color ? $"{Code}{text}\u001b[0m" : text;

        public string Bold(string text) => Color ? $"\u001b[1m{text}\u001b[0m" : text;

        public string Underlined(string text) => Color ? $"\u001b[4m{text}\u001b[0m" : text;
    }
}
