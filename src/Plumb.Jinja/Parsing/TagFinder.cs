namespace Plumb.Jinja.Parsing;

internal enum TagKind
{
    Comment,
    Block,
    Variable,
    Raw,
    LineStatement,
    LineComment,
}

/// <summary>The beginning of a tag: where it starts and ends, and the sign behind the mark (plus, minus or none, a space).</summary>
internal readonly record struct TagStart(TagKind Kind, int Start, int End, char Sign);

/// <summary>The tag that ends a raw block, with the signs behind its first and before its last mark.</summary>
internal readonly record struct RawEnd(int Start, int End, char Sign, char EndSign);

/// <summary>
/// Finds the next tag in text: the first to begin, and of those that begin at one place the longest mark. Where a mark
/// is next is kept, so that the source is searched once for each.
/// </summary>
internal sealed class TagFinder
{
    private sealed class Mark(TagKind kind, string text)
    {
        public TagKind Kind => kind;

        public string Text => text;

        public int Next { get; set; } = -1;
    }

    private readonly JinjaDelimiters delimiters;
    private readonly string source;
    private readonly Mark[] marks;

    public TagFinder(JinjaDelimiters delimiters, string source)
    {
        (this.delimiters, this.source) = (delimiters, source);
        Mark[] all =
        [
            new(TagKind.Variable, delimiters.VariableStart), new(TagKind.Block, delimiters.BlockStart), new(TagKind.Comment, delimiters.CommentStart),
            .. delimiters.LineStatementPrefix is { Length: > 0 } statement ? [new Mark(TagKind.LineStatement, statement)] : Array.Empty<Mark>(),
            .. delimiters.LineCommentPrefix is { Length: > 0 } comment ? [new Mark(TagKind.LineComment, comment)] : Array.Empty<Mark>(),
        ];
        marks = [.. all.OrderByDescending(m => m.Text.Length)];
    }

    public TagStart? Find(int from)
    {
        Mark? first = null;
        foreach (var mark in marks)
        {
            if (mark.Next < from) mark.Next = Locate(mark, from);
            if (mark.Next < (first?.Next ?? int.MaxValue)) first = mark;
        }
        return first is null || first.Next == int.MaxValue ? null : Begin(first);
    }

    /// <summary>Where a mark begins at or behind a position; the marks of lines take the white space before them along.</summary>
    private int Locate(Mark mark, int from)
    {
        for (var at = from; ; at++)
        {
            at = source.IndexOf(mark.Text, at, StringComparison.Ordinal);
            if (at < 0) return int.MaxValue;
            if (mark.Kind is not (TagKind.LineStatement or TagKind.LineComment)) return at;
            var start = at;
            while (start > from && IsBlank(source[start - 1], mark.Kind)) start--;
            var startsLine = start == 0 || source[start - 1] == '\n';
            if (startsLine || (mark.Kind == TagKind.LineComment && !char.IsWhiteSpace(source[start - 1]))) return start;
        }
    }

    private static bool IsBlank(char c, TagKind kind) => kind == TagKind.LineStatement ? c is ' ' or '\t' or '\v' : c is not ('\r' or '\n') && char.IsWhiteSpace(c);

    private TagStart Begin(Mark mark)
    {
        var start = mark.Next;
        var end = source.IndexOf(mark.Text, start, StringComparison.Ordinal) + mark.Text.Length;
        if (mark.Kind == TagKind.Block && Raw(start, end) is { } raw) return raw;
        var sign = SignAt(end);
        return new TagStart(mark.Kind, start, sign == ' ' ? end : end + 1, sign);
    }

    private char SignAt(int position) => position < source.Length && source[position] is '-' or '+' ? source[position] : ' ';

    private TagStart? Raw(int start, int end)
    {
        var sign = SignAt(end);
        if (sign != ' ') end++;
        if (SkipWord(end, "raw") is not { } behind) return null;
        var strips = behind < source.Length && source[behind] == '-' && At(behind + 1, delimiters.BlockEnd);
        if (strips) behind++;
        if (!At(behind, delimiters.BlockEnd)) return null;
        behind += delimiters.BlockEnd.Length;
        if (strips) behind = SkipSpace(behind);
        return new TagStart(TagKind.Raw, start, behind, sign);
    }

    public RawEnd? FindEndOfRaw(int from)
    {
        for (var at = from; (at = source.IndexOf(delimiters.BlockStart, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + delimiters.BlockStart.Length;
            var sign = SignAt(end);
            if (sign != ' ') end++;
            if (SkipWord(end, "endraw") is not { } behind) continue;
            var endSign = SignAt(behind);
            if (endSign != ' ') behind++;
            if (At(behind, delimiters.BlockEnd)) return new RawEnd(at, behind + delimiters.BlockEnd.Length, sign, endSign);
        }
        return null;
    }

    /// <summary>The place behind a word with white space around it, if it stands there.</summary>
    private int? SkipWord(int position, string word)
    {
        position = SkipSpace(position);
        return At(position, word) ? SkipSpace(position + word.Length) : null;
    }

    private int SkipSpace(int position)
    {
        while (position < source.Length && char.IsWhiteSpace(source[position])) position++;
        return position;
    }

    private bool At(int position, string text) => string.CompareOrdinal(source, position, text, 0, text.Length) == 0;
}
