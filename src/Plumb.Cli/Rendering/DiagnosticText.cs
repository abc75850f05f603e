using System.Globalization;
using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering;

/// <summary>Shows diagnostics to people: summary, place with the source line, the values involved, detail, and what to do.</summary>
internal static class DiagnosticText
{
    public static void Write(TextWriter output, IEnumerable<Diagnostic> diagnostics, bool color)
    {
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Severity == Severity.Error)) output.Write(Format(diagnostic, color));
    }

    private static string Format(Diagnostic diagnostic, bool color)
    {
        var isError = diagnostic.Severity == Severity.Error;
        var (accent, bold, reset) = color ? (isError ? "\u001b[31m" : "\u001b[33m", "\u001b[1m", "\u001b[0m") : ("", "", "");
        var lines = new List<string> { $"{accent}{(isError ? "Error" : "Warning")}: {reset}{bold}{diagnostic.Summary}{reset}", "" };
        AddPlace(diagnostic, lines);
        lines.AddRange(diagnostic.Detail.Split('\n'));
        foreach (var note in diagnostic.Notes) lines.Add("  " + note.Text + (note.Span is { } span ? $" ({span})" : ""));
        if (diagnostic.Help is { } help)
        {
            lines.Add("");
            lines.AddRange(help.Split('\n'));
        }
        var text = new StringBuilder();
        text.Append(accent).Append('╷').Append(reset).Append('\n');
        foreach (var line in lines) text.Append(accent).Append('│').Append(reset).Append(line.Length == 0 ? "" : " ").Append(line).Append('\n');
        return text.Append(accent).Append('╵').Append(reset).Append('\n').ToString();
    }

    private static void AddPlace(Diagnostic diagnostic, List<string> lines)
    {
        if (diagnostic.Subject is { } subject)
        {
            var start = subject.StartPosition;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  on {subject.File.Name} line {start.Line}:"));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{start.Line,4}: {subject.File.GetLine(start.Line)}"));
            foreach (var value in diagnostic.Values) lines.Add($"    ├ {value.Traversal} {Describe(value.Value)}");
            lines.Add("");
        }
        else if (diagnostic.Address is { } address)
        {
            lines.Add($"  with {address}");
            lines.Add("");
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
            SequenceValue s => $"is {value.Type.FriendlyName} with {s.Count} elements",
            NamedValues n => $"is {value.Type.FriendlyName} with {n.Count} attributes",
            _ => $"is {value.Type.FriendlyName}",
        },
    };
}
