namespace Plumb.Jinja.Parsing;

/// <summary>
/// Cuts a template into tokens, one at a time, so that a fault behind the place where the parser stops is never told.
/// This half goes through text, comments and raw blocks and applies the rules of white space; the other reads what
/// stands between the marks.
/// </summary>
internal sealed partial class Lexer
{
    private enum State
    {
        Text,
        Variable,
        Block,
        LineStatement,
    }

    private readonly JinjaEnvironment environment;
    private readonly JinjaDelimiters delimiters;
    private readonly string? template;
    private readonly string source;
    private readonly TagFinder tags;
    private readonly Queue<Token> ready = new();
    private readonly Stack<char> open = new();
    private State state = State.Text;
    private int position;
    private int line = 1;

    public Lexer(JinjaEnvironment environment, string text, string? template, bool startsInExpression)
    {
        this.environment = environment;
        this.template = template;
        delimiters = environment.Delimiters;
        source = LineEnds.Normalize(text);
        if (!environment.KeepTrailingNewline && source.EndsWith('\n')) source = source[..^1];
        tags = new TagFinder(delimiters, source);
        if (startsInExpression) state = State.Variable;
    }

    /// <summary>The next token; at the end of the template, again and again, the end.</summary>
    public Token Next()
    {
        while (true)
        {
            if (ready.TryDequeue(out var token)) return token;
            if (position >= source.Length && state != State.LineStatement) return new Token(TokenKind.End, "", line);
            if (state == State.Text) ReadText();
            else ReadInside();
        }
    }

    private JinjaException Fail(string message) => JinjaException.Syntax(message, line, template);

    /// <summary>Goes on to a position, counting the lines on the way.</summary>
    private void MoveTo(int end)
    {
        line += source.AsSpan(position, end - position).Count('\n');
        position = end;
    }

    /// <summary>Reads text up to the next tag, and what the tag is.</summary>
    private void ReadText()
    {
        var tag = tags.Find(position);
        if (tag is null)
        {
            EmitData(source[position..]);
            MoveTo(source.Length);
            return;
        }
        var found = tag.Value;
        EmitData(StripBefore(source[position..found.Start], found.Sign, found.Kind != TagKind.Variable));
        MoveTo(found.End);
        switch (found.Kind)
        {
            case TagKind.Comment: SkipComment(); break;
            case TagKind.LineComment: MoveTo(EndOfLine(position)); break;
            case TagKind.Raw: ReadRaw(); break;
            case TagKind.Variable: Open(State.Variable, TokenKind.VariableBegin, delimiters.VariableStart); break;
            case TagKind.Block: Open(State.Block, TokenKind.BlockBegin, delimiters.BlockStart); break;
            default: Open(State.LineStatement, TokenKind.BlockBegin, delimiters.LineStatementPrefix ?? ""); break;
        }
    }

    private void Open(State inside, TokenKind kind, string mark)
    {
        state = inside;
        ready.Enqueue(new Token(kind, mark, line));
    }

    private void EmitData(string text)
    {
        if (text.Length > 0) ready.Enqueue(new Token(TokenKind.Data, LineEnds.Apply(text, environment.NewlineSequence), line));
    }

    /// <summary>The text before a tag, without what the tag's sign or the stripping of blocks takes away.</summary>
    private string StripBefore(string text, char sign, bool isBlock)
    {
        if (sign == '-') return text.TrimEnd();
        if (sign == '+' || !environment.LstripBlocks || !isBlock) return text;
        var lineStart = text.LastIndexOf('\n') + 1;
        var startsLine = lineStart > 0 || position == 0 || source[position - 1] == '\n';
        return startsLine && text.AsSpan(lineStart).IsWhiteSpace() ? text[..lineStart] : text;
    }

    private void SkipComment()
    {
        if (position >= source.Length) return;
        var end = source.IndexOf(delimiters.CommentEnd, position, StringComparison.Ordinal);
        if (end < 0) throw Fail("Missing end of comment tag");
        var sign = end > position ? source[end - 1] : ' ';
        MoveTo(AfterTag(end + delimiters.CommentEnd.Length, sign, trims: true));
    }

    private void ReadRaw()
    {
        if (position >= source.Length) return;
        if (tags.FindEndOfRaw(position) is not { } end) throw Fail("Missing end of raw directive");
        EmitData(StripBefore(source[position..end.Start], end.Sign, isBlock: true));
        MoveTo(AfterTag(end.End, end.EndSign, trims: true));
    }

    /// <summary>Where text goes on behind a tag: behind all white space after a minus, behind one line end where blocks are trimmed.</summary>
    private int AfterTag(int end, char sign, bool trims)
    {
        if (sign == '-')
        {
            while (end < source.Length && char.IsWhiteSpace(source[end])) end++;
        }
        else if (trims && sign != '+' && environment.TrimBlocks && end < source.Length && source[end] == '\n')
        {
            end++;
        }
        return end;
    }

    private int EndOfLine(int from) => source.IndexOf('\n', from) is >= 0 and var end ? end : source.Length;
}
