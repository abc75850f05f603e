namespace Plumb.Core.Text;

/// <summary>A stretch of a source file, from <see cref="Start"/> up to but not including <see cref="End"/> (UTF-16 offsets).</summary>
public readonly record struct SourceSpan(SourceFile File, int Start, int End)
{
    public int Length => End - Start;

    public string Text => File.Text[Start..End];

    public SourcePosition StartPosition => File.GetPosition(Start);

    public SourcePosition EndPosition => File.GetPosition(End);

    /// <summary>The smallest span that covers both; both are of the same file.</summary>
    public SourceSpan To(SourceSpan other) => new(File, Math.Min(Start, other.Start), Math.Max(End, other.End));

    public override string ToString()
    {
        var (start, end) = (StartPosition, EndPosition);
        return start.Line == end.Line
            ? $"{File.Name}:{start.Line},{start.Column}-{end.Column}"
            : $"{File.Name}:{start.Line},{start.Column}-{end.Line},{end.Column}";
    }
}
