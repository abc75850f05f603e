namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>A place in YAML text that knows its line: what is here, how far the line is indented, and how to get past what means nothing.</summary>
internal sealed class YamlCursor(string text)
{
    public string Text { get; } = text;

    public int Position { get; set; }

    /// <summary>The offset at which the current line begins.</summary>
    public int LineStart { get; private set; }

    public bool AtEnd => Position >= Text.Length;

    /// <summary>The character here; NUL at the end, which text itself cannot hold.</summary>
    public char Current => Peek(0);

    public int Column => Position - LineStart;

    public bool AtBreak => !AtEnd && YamlCharacters.IsBreak(Text[Position]);

    /// <summary>Whether only blanks stand before this place on its line.</summary>
    public bool AtLineIndent => Text.AsSpan(LineStart, Column).IndexOfAnyExcept(' ', '\t') < 0;

    /// <summary>The spaces at the beginning of the line: tabs indent nothing.</summary>
    public int Indentation
    {
        get
        {
            var rest = Text.AsSpan(LineStart);
            var count = rest.IndexOfAnyExcept(' ');
            return count < 0 ? rest.Length : count;
        }
    }

    /// <summary>Whether "---" or "..." stands here at the beginning of a line.</summary>
    public bool AtDocumentMarker => AtMarker("---") || AtMarker("...");

    public char Peek(int ahead) => Position + ahead < Text.Length ? Text[Position + ahead] : '\0';

    /// <summary>Whether a blank, a line end or the end of the text is so many characters ahead.</summary>
    public bool IsSpaceAt(int ahead) => Position + ahead >= Text.Length || Text[Position + ahead] is ' ' or '\t' or '\n' or '\r';

    /// <summary>Whether an indicator such as "-" stands here by itself.</summary>
    public bool AtIndicator(char indicator) => Current == indicator && IsSpaceAt(1);

    public bool AtMarker(string marker) =>
        Position == LineStart && string.CompareOrdinal(Text, Position, marker, 0, 3) == 0 && IsSpaceAt(3);

    public bool HasTab(int from) => Text.AsSpan(from, Position - from).Contains('\t');

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t') Position++;
    }

    public void SkipBreak()
    {
        Position += Current == '\r' && Peek(1) == '\n' ? 2 : 1;
        LineStart = Position;
    }

    /// <summary>Skips blanks, comments and line ends. A "#" begins a comment only after a blank or at the beginning of a line.</summary>
    public void SkipTrivia()
    {
        while (true)
        {
            SkipBlanks();
            SkipComment();
            if (!AtBreak) return;
            SkipBreak();
        }
    }

    /// <summary>Whether nothing but blanks and a comment is left of the line.</summary>
    public bool AtLineRest()
    {
        var at = Position;
        while (at < Text.Length && YamlCharacters.IsBlank(Text[at])) at++;
        return at >= Text.Length || YamlCharacters.IsBreak(Text[at]) || (Text[at] == '#' && (at == LineStart || YamlCharacters.IsBlank(Text[at - 1])));
    }

    /// <summary>Goes back to a place on a line that begins where is said.</summary>
    public void Return(int position, int lineStart)
    {
        Position = position;
        LineStart = lineStart;
    }

    private void SkipComment()
    {
        if (Current != '#' || (Position != LineStart && !YamlCharacters.IsBlank(Text[Position - 1]))) return;
        var length = Text.AsSpan(Position).IndexOfAny('\n', '\r');
        Position = length < 0 ? Text.Length : Position + length;
    }
}
