using Plumb.Core.Text;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// The text to parse and where it stands in a file. Mostly it is the file's own text, or a stretch of it; a JSON string
/// with escapes is decoded text, each character of which has its place in the file.
/// </summary>
internal readonly struct SourceText
{
    private readonly SourceFile _file;
    private readonly int[]? _origins;

    private SourceText(SourceFile file, string text, int start, int end, int[]? origins)
    {
        _file = file;
        _origins = origins;
        Text = text;
        Start = start;
        End = end;
    }

    public string Text { get; }

    public int Start { get; }

    public int End { get; }

    public static SourceText Of(SourceFile file) => new(file, file.Text, 0, file.Text.Length, null);

    public static SourceText Of(SourceSpan span) => new(span.File, span.File.Text, span.Start, span.End, null);

    /// <summary>The origins say for each character of the text, and for its end, where in the file it is written.</summary>
    public static SourceText Decoded(SourceFile file, string text, int[] origins) => new(file, text, 0, text.Length, origins);

    public SourceSpan Span(int start, int end) =>
        _origins is null ? new(_file, start, end) : new(_file, _origins[start], _origins[end]);

    public SourceSpan Span(Token token) => Span(token.Start, token.End);
}
