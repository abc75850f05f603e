using System.Text;

namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>
/// Writes YAML's tokens in the layout of libyaml, which the peers' documents have: two spaces a level, sequences in
/// mappings not indented, double-quoted text folded at spaces beyond column 80.
/// </summary>
internal sealed class YamlEmitter
{
    private const int Indentation = 2;
    private const int BestWidth = 80;

    private readonly StringBuilder _output = new();
    private readonly Stack<int> _indents = new();
    private int _indent = -1;
    private int _column;

    /// <summary>The last character separates, so that no space is needed before the next token.</summary>
    private bool _afterWhitespace = true;

    /// <summary>Only indentation and the dashes of sequences stand on the line so far.</summary>
    private bool _onlyIndentation = true;

    public override string ToString() => _output.ToString();

    /// <summary>A dash, a question mark or a colon that may be followed by more of its kind on the same line.</summary>
    internal void WriteIndicator(string indicator) => Write(indicator, needsSpace: true, isIndentation: true);

    /// <summary>The colon right after a key.</summary>
    internal void WriteColon() => Write(":", needsSpace: false, isIndentation: false);

    internal void WritePlain(string text) => Write(text, needsSpace: true, isIndentation: false);

    internal void BeginBlock(bool isSequenceInMapping)
    {
        // After "key:" the dashes stand below the key itself.
        var indentless = isSequenceInMapping && !_onlyIndentation;
        _indents.Push(_indent);
        if (_indent < 0) _indent = 0;
        else if (!indentless) _indent += Indentation;
    }

    internal void EndBlock() => _indent = _indents.Pop();

    /// <summary>Goes to the current indentation, on a new line where something stands on this one.</summary>
    internal void WriteIndent()
    {
        var indent = Math.Max(0, _indent);
        if (!_onlyIndentation || _column > indent || (_column == indent && !_afterWhitespace)) WriteBreak();
        while (_column < indent) Put(' ');
        _afterWhitespace = true;
        _onlyIndentation = true;
    }

    internal void WriteDoubleQuoted(string text, bool isSimpleKey)
    {
        BeginScalar();
        Write("\"", needsSpace: true, isIndentation: false);
        var afterSpace = false;
        // The peer takes all that follows a byte order mark for marks, too, and escapes it.
        var afterMark = text.StartsWith('\uFEFF');
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var c, out var width);
            var mayFold = !isSimpleKey && !afterSpace && _column > BestWidth && at > 0 && at < text.Length - 1;
            if (c.Value == ' ' && mayFold && !afterMark)
            {
                WriteIndent();
                // The next space would be taken for indentation.
                if (text[at + 1] == ' ') Put('\\');
            }
            else if (afterMark || !YamlCharacters.IsPrintable(c) || YamlCharacters.IsBreak(c) || c.Value is '"' or '\\')
            {
                foreach (var e in YamlCharacters.Escape(c)) Put(e);
            }
            else
            {
                Put(c);
            }
            afterSpace = c.Value == ' ' && !afterMark;
            at += width;
        }
        Write("\"", needsSpace: false, isIndentation: false);
        EndBlock();
    }

    internal void WriteLiteral(string text)
    {
        BeginScalar();
        Write("|", needsSpace: true, isIndentation: false);
        Write(LiteralHints(text), needsSpace: false, isIndentation: false);
        WriteBreak();
        _onlyIndentation = true;
        _afterWhitespace = true;
        var afterBreak = true;
        foreach (var c in text.EnumerateRunes())
        {
            if (c.Value == '\n')
            {
                WriteBreak();
            }
            else if (YamlCharacters.IsBreak(c))
            {
                Put(c);
                _column = 0;
            }
            else
            {
                if (afterBreak) WriteIndent();
                Put(c);
            }
            afterBreak = _onlyIndentation = YamlCharacters.IsBreak(c);
        }
        EndBlock();
    }

    private static string LiteralHints(string text)
    {
        static bool IsBreak(char c) => YamlCharacters.IsBreak(Rune.TryCreate(c, out var rune) ? rune : default);
        var indentation = text[0] == ' ' || IsBreak(text[0]) ? "2" : "";
        if (!IsBreak(text[^1])) return indentation + "-";
        return text.Length == 1 || IsBreak(text[^2]) ? indentation + "+" : indentation;
    }

    private void BeginScalar()
    {
        _indents.Push(_indent);
        _indent = Math.Max(0, _indent) + Indentation;
    }

    private void Write(string token, bool needsSpace, bool isIndentation)
    {
        if (needsSpace && !_afterWhitespace) Put(' ');
        foreach (var c in token) Put(c);
        _afterWhitespace = false;
        _onlyIndentation &= isIndentation;
    }

    private void Put(char c)
    {
        _output.Append(c);
        _column++;
    }

    private void Put(Rune c)
    {
        _output.Append(c);
        _column++;
    }

    private void WriteBreak()
    {
        _output.Append('\n');
        _column = 0;
    }
}
