using System.Buffers;

namespace Plumb.Hcl.Parsing;

/// <summary>The scanner inside of quotes, heredocs and bare templates.</summary>
internal sealed partial class Scanner
{
    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("$%\"\\\r\n");
    private static readonly SearchValues<char> PlainStops = SearchValues.Create("$%\r\n");

    /// <summary>Halves of pairs have to be looked at, but few texts have any, and looking for them is slow.</summary>
    private static readonly SearchValues<char> QuotedStopsAndSurrogates = SearchValues.Create("$%\"\\\r\n" + AllSurrogates());
    private static readonly SearchValues<char> PlainStopsAndSurrogates = SearchValues.Create("$%\r\n" + AllSurrogates());

    private readonly Stack<HeredocFrame> _heredocs = new();

    /// <summary>A heredoc that is open: where its marker is written, and whether the next token begins a line.</summary>
    private sealed class HeredocFrame(int markerStart, int markerLength)
    {
        public int MarkerStart { get; } = markerStart;

        public int MarkerLength { get; } = markerLength;

        public bool AtLineStart { get; set; } = true;
    }

    private static string AllSurrogates() => string.Create(0x800, 0, static (span, _) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = (char)(0xD800 + i);
    });

    private bool TryOpenHeredoc()
    {
        var marker = Rest.Length > 2 && Rest[2] == '-' ? 3 : 2;
        var length = Identifiers.MeasureAt(Rest[marker..]);
        if (length == 0) return false;
        var newline = MeasureNewline(Rest[(marker + length)..]);
        if (newline == 0) return false;
        _heredocs.Push(new HeredocFrame(_at + marker, length));
        _modes.Push(Mode.Heredoc);
        Emit(TokenKind.OpenHeredoc, marker + length + newline);
        return true;
    }

    private void ScanQuotedToken()
    {
        switch (_text[_at])
        {
            case '"':
                Emit(TokenKind.CloseQuote, 1);
                _modes.Pop();
                break;
            case '\r' or '\n':
                var other = Rest.IndexOfAnyExcept('\r', '\n');
                Emit(TokenKind.QuotedNewline, other < 0 ? Rest.Length : other);
                break;
            case '$' or '%':
                if (!TryScanSequence(TokenKind.QuotedText)) Emit(TokenKind.Invalid, 1);
                break;
            default:
                if (MeasureQuotedText(Rest) is > 0 and var length) Emit(TokenKind.QuotedText, length);
                else EmitInvalidCharacter();
                break;
        }
    }

    /// <summary>Text up to what may be a sequence, the closing quote or a line end. A backslash takes the character after it along.</summary>
    private int MeasureQuotedText(ReadOnlySpan<char> text)
    {
        var stops = _hasSurrogates ? QuotedStopsAndSurrogates : QuotedStops;
        var at = 0;
        while (true)
        {
            var stop = text[at..].IndexOfAny(stops);
            if (stop < 0) return text.Length;
            at += stop;
            var length = text[at] == '\\' ? MeasureEscape(text[at..]) : MeasureSurrogates(text[at..]);
            if (length == 0) return at;
            at += length;
        }
    }

    private static int MeasureEscape(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[1] is '\r' or '\n') return 0;
        if (!char.IsSurrogate(text[1])) return 2;
        var pair = MeasureSurrogates(text[1..]);
        return pair == 0 ? 0 : 1 + pair;
    }

    private static int MeasureSurrogates(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 0;

    private void ScanHeredocToken()
    {
        var heredoc = _heredocs.Peek();
        if (Rest[0] is '$' or '%')
        {
            heredoc.AtLineStart = false;
            if (!TryScanSequence(TokenKind.PlainText)) Emit(TokenKind.Invalid, 1);
            return;
        }

        var length = MeasurePlainText(Rest);
        var newline = MeasureNewline(Rest[length..]);
        if (newline > 0)
        {
            if (heredoc.AtLineStart && IsMarker(heredoc, Rest[..length])) CloseHeredoc(length, newline);
            else Emit(TokenKind.PlainText, length + newline);
            heredoc.AtLineStart = true;
        }
        else if (length > 0)
        {
            Emit(TokenKind.PlainText, length);
            heredoc.AtLineStart = false;
        }
        else if (Rest[0] == '\r') Emit(TokenKind.Invalid, Rest.Length);
        else EmitInvalidCharacter();
    }

    private bool IsMarker(HeredocFrame heredoc, ReadOnlySpan<char> line) =>
        line.Trim().SequenceEqual(_text.AsSpan(heredoc.MarkerStart, heredoc.MarkerLength));

    /// <summary>The newline is a token of its own, for it also ends the argument that the heredoc is the value of.</summary>
    private void CloseHeredoc(int length, int newline)
    {
        Emit(TokenKind.CloseHeredoc, length);
        Emit(TokenKind.Newline, newline);
        _heredocs.Pop();
        _modes.Pop();
    }

    private void ScanBareToken()
    {
        if (Rest[0] is '$' or '%')
        {
            if (!TryScanSequence(TokenKind.PlainText)) Emit(TokenKind.PlainText, 1);
            return;
        }

        var length = MeasurePlainText(Rest);
        length += MeasureNewline(Rest[length..]);
        if (length > 0) Emit(TokenKind.PlainText, length);
        else if (Rest[0] == '\r') Emit(TokenKind.PlainText, Rest.Length);
        else EmitInvalidCharacter();
    }

    private int MeasurePlainText(ReadOnlySpan<char> text)
    {
        var stops = _hasSurrogates ? PlainStopsAndSurrogates : PlainStops;
        var at = 0;
        while (true)
        {
            var stop = text[at..].IndexOfAny(stops);
            if (stop < 0) return text.Length;
            at += stop;
            var length = MeasureSurrogates(text[at..]);
            if (length == 0) return at;
            at += length;
        }
    }

    private static int MeasureNewline(ReadOnlySpan<char> text) => text switch
    {
        ['\n', ..] => 1,
        ['\r', '\n', ..] => 2,
        _ => 0,
    };

    /// <summary>
    /// At a dollar or percent sign: the opening of an interpolation or a directive, an escaped opening, or the sign
    /// itself. False where the text ends after it.
    /// </summary>
    private bool TryScanSequence(TokenKind literal)
    {
        var text = Rest;
        if (text.Length < 2) return false;
        if (text[1] == '{')
        {
            Emit(text[0] == '$' ? TokenKind.OpenInterpolation : TokenKind.OpenDirective, text is [_, _, '~', ..] ? 3 : 2);
            _sequenceDepths.Push(++_openBraces);
            _modes.Push(Mode.Code);
            return true;
        }
        var escaped = text.Length > 2 && text[1] == text[0] && text[2] == '{';
        Emit(literal, !escaped ? 1 : text is [_, _, _, '~', ..] ? 4 : 3);
        return true;
    }
}
