using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Cli.Rendering;

/// <summary>The lines of source that a diagnostic is about; the highlight's offsets are in bytes of the code.</summary>
internal sealed record DiagnosticSnippet(string? Context, string Code, int StartLine, int HighlightStart, int HighlightEnd)
{
    public static DiagnosticSnippet Of(Diagnostic diagnostic, SourceSpan subject, EnclosingBlocks blocks)
    {
        var shown = diagnostic.Context is { } context && ReferenceEquals(context.File, subject.File) ? context.To(subject) : subject;
        if (shown.Length == 0) shown = shown with { End = shown.End + 1 };
        var (code, start) = Lines(shown);
        var size = Encoding.UTF8.GetByteCount(code);
        var from = Bytes(subject.File.Text, start, subject.Start);
        var to = from + (subject.Length == 0 ? 1 : Bytes(subject.File.Text, subject.Start, subject.End));
        return new DiagnosticSnippet(blocks.HeaderAround(subject), code, shown.StartPosition.Line, Math.Clamp(from, 0, size), Math.Clamp(to, 0, size));
    }

    /// <summary>Every line that the span touches, but empty ones, and the offset at which the first begins.</summary>
    private static (string Code, int Start) Lines(SourceSpan span)
    {
        var text = span.File.Text;
        var lines = new List<string>();
        var first = -1;
        for (var start = 0; start < text.Length && start <= span.End;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            var shown = end > start && text[end - 1] == '\r' ? end - 1 : end;
            if (shown > start && shown > span.Start && (start < span.End || start == span.End))
            {
                if (first < 0) first = start;
                lines.Add(text[start..shown]);
            }
            start = end + 1;
        }
        return (string.Join('\n', lines), Math.Max(first, 0));
    }

    private static int Bytes(string text, int from, int to) => to <= from ? 0 : Encoding.UTF8.GetByteCount(text.AsSpan(from, to - from));
}
