using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// The recursive-descent parser: a method for each rule of the grammar. A method that finds a fault reports it, skips to
/// where its rule would have ended and turns on recovery, in which follow-on faults are kept silent; the callers see
/// the error count grow and give up likewise.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>How deep brackets, blocks and templates may nest. What evaluates the outcome recurses as deep.</summary>
    private const int MaxNesting = 400;

    /// <summary>How high an expression's tree may be: chains such as <c>a + b + c</c> grow it without nesting.</summary>
    private const int MaxHeight = 1500;

    private readonly SourceText _source;
    private readonly TokenCursor _cursor;
    private readonly DiagnosticBag _diagnostics;
    private readonly NamePool _names = new();
    private readonly Scratch<BodyAttribute> _attributes = new();
    private readonly Scratch<NativeBlock> _blocks = new();
    private readonly Scratch<BlockLabel> _labels = new();
    private readonly Scratch<Expression> _elements = new();
    private readonly Scratch<ObjectItem> _items = new();
    private readonly Scratch<TraversalStep> _steps = new();
    private int _errors;
    private bool _recovering;
    private int _nesting;

    /// <summary>The height of the highest subexpression of the expression now being parsed.</summary>
    private int _height;

    private Parser(SourceText source, TokenStream tokens, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _cursor = new TokenCursor(tokens);
        TokenFaults.Report(tokens, source.Text, source.Span, diagnostics);
    }

    public static Parser ForCode(SourceText source, DiagnosticBag diagnostics) =>
        new(source, Scanner.ScanCode(source.Text, source.Start, source.End), diagnostics);

    public static Parser ForTemplate(SourceText source, DiagnosticBag diagnostics) =>
        new(source, Scanner.ScanTemplate(source.Text, source.Start, source.End), diagnostics);

    public NativeBody ParseFile() => ParseBody(TokenKind.EndOfFile);

    /// <summary>An expression on its own may run over lines, as in parentheses.</summary>
    public Expression ParseWholeExpression()
    {
        _cursor.SeesNewlines = false;
        var expression = ParseExpression();
        if (_cursor.PeekKind() != TokenKind.EndOfFile)
            ReportUnlessRecovering(HclRules.ExtraAfterExpression, NextSpan, "The expression is complete before this place, yet more text follows.");
        return expression;
    }

    public Expression ParseWholeTemplate() => ParseBareTemplate();

    private SourceSpan NextSpan => Span(_cursor.Peek());

    private SourceSpan PreviousSpan => Span(_cursor.Previous);

    private SourceSpan Span(Token token) => _source.Span(token);

    private SourceSpan Span(Token first, Token last) => _source.Span(Math.Min(first.Start, last.Start), Math.Max(first.End, last.End));

    private ReadOnlySpan<char> TextOf(Token token) => _source.Text.AsSpan(token.Start, token.Length);

    private string NameOf(Token token) => _names.Get(TextOf(token));

    private bool IsKeyword(Token token, string keyword) =>
        token.Kind == TokenKind.Identifier && TextOf(token).SequenceEqual(keyword);

    private void Report(Diagnostic diagnostic)
    {
        _errors++;
        _diagnostics.Add(diagnostic);
    }

    private void Report(DiagnosticRule rule, SourceSpan subject, string detail, SourceSpan? context = null, string? help = null) =>
        Report(new Diagnostic(rule, subject, detail) { Context = context, Help = help });

    private void ReportUnlessRecovering(DiagnosticRule rule, SourceSpan subject, string detail, SourceSpan? context = null, string? help = null)
    {
        if (!_recovering) Report(rule, subject, detail, context, help);
    }

    /// <summary>What was parsed since the error count was taken is faulty, and the place in the source uncertain.</summary>
    private bool IsLost(int errorsBefore) => _recovering && _errors > errorsBefore;

    /// <summary>
    /// Skips past the next closing token that matches, counting nested pairs; to the end of the file if there is none.
    /// </summary>
    private Token SkipPast(TokenKind close)
    {
        _recovering = true;
        var open = Token.Opposite(close);
        for (var nested = 0; ;)
        {
            var token = _cursor.Read();
            var kind = token.Kind == TokenKind.OpenDirective && close == TokenKind.CloseSequence ? TokenKind.OpenInterpolation : token.Kind;
            if (kind == TokenKind.EndOfFile) return token;
            if (kind == open) nested++;
            else if (kind == close && nested-- == 0) return token;
        }
    }

    /// <summary>Skips to the next opening parenthesis and past the one that closes it.</summary>
    private void SkipOverParentheses()
    {
        while (_cursor.Read().Kind is not (TokenKind.OpenParen or TokenKind.EndOfFile))
        {
        }
        SkipPast(TokenKind.CloseParen);
    }

    /// <summary>Skips past the next newline that is not within brackets, quotes or templates.</summary>
    private void SkipItem()
    {
        _recovering = true;
        var open = new Stack<TokenKind>();
        while (true)
        {
            var kind = _cursor.Read().Kind;
            switch (kind)
            {
                case TokenKind.EndOfFile:
                case TokenKind.Newline when open.Count == 0:
                    return;
                case TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen or TokenKind.OpenQuote
                    or TokenKind.OpenHeredoc or TokenKind.OpenInterpolation or TokenKind.OpenDirective:
                    open.Push(Token.Opposite(kind));
                    break;
                case TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen or TokenKind.CloseQuote
                    or TokenKind.CloseHeredoc or TokenKind.CloseSequence:
                    while (open.TryPop(out var expected) && expected != kind)
                    {
                    }
                    break;
            }
        }
    }

    /// <summary>False, with a diagnostic and at the end of the file, where the source nests too deeply; else undone by <see cref="Leave"/>.</summary>
    private bool TryEnter()
    {
        if (_nesting < MaxNesting)
        {
            _nesting++;
            return true;
        }
        ReportTooDeep();
        return false;
    }

    private void Leave() => _nesting--;

    /// <summary>No place from which to go on is worth looking for: skipping over thousands of open brackets at each of as many levels takes forever.</summary>
    private void ReportTooDeep()
    {
        ReportUnlessRecovering(
            HclRules.NestedTooDeeply,
            NextSpan,
            $"Blocks, brackets, operators and templates may nest {MaxNesting} levels deep, and chains of operators be {MaxHeight} long.",
            help: "Split the expression with local values.");
        _recovering = true;
        _errors++;
        _cursor.MoveToEnd();
    }
}
