using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Templates: first read as flat parts, in which whitespace is stripped, then paired into expressions.</summary>
internal sealed partial class Parser
{
    private const string ForeignSequenceHelp = "If the sequence is meant for another language, such as a shell, double the dollar sign: $${";

    private Expression ParseTemplateTerm()
    {
        var open = _cursor.Read();
        if (!TryEnter()) return new InvalidExpression(Span(open));
        var parts = ParseParts(Token.Opposite(open.Kind));
        Leave();
        if (open.Kind == TokenKind.OpenHeredoc && TextOf(open)[2] == '-') HeredocIndentation.Remove(parts);
        return ToTemplate(parts, Span(open, _cursor.Previous));
    }

    private Expression ParseBareTemplate()
    {
        var start = NextSpan;
        var parts = ParseParts(TokenKind.EndOfFile);
        return ToTemplate(parts, start.To(parts[^1].Span));
    }

    private Expression ToTemplate(List<TemplatePart> parts, SourceSpan span)
    {
        MeldTexts(parts);
        return parts switch
        {
            [TextPart text, EndPart] => new LiteralExpression(Value.String(text.Text), span),
            [InterpolationPart interpolation, EndPart] => new TemplateWrapExpression(interpolation.Expression, span),
            _ => new TemplateExpression(PairDirectives(parts), span),
        };
    }

    /// <summary>At least one part and then the end, for which there is a part too.</summary>
    private List<TemplatePart> ParseParts(TokenKind end)
    {
        var parts = new List<TemplatePart>();
        var start = _cursor.Peek();
        var stripNext = false;
        Token token;
        while ((token = _cursor.Read()).Kind != end)
        {
            var strip = stripNext;
            stripNext = false;
            if (token.Kind is TokenKind.QuotedText or TokenKind.PlainText)
            {
                var text = DecodeText(token);
                parts.Add(new TextPart(strip ? text.TrimStart() : text, Span(token)));
            }
            else if (token.Kind is TokenKind.OpenInterpolation or TokenKind.OpenDirective)
            {
                if (token.Length == 3 && parts is [.., TextPart before]) before.Text = before.Text.TrimEnd();
                stripNext = ParseSequence(token, start, end, parts);
            }
            else
            {
                ReportUnlessRecovering(HclRules.UnterminatedTemplate, Span(token), "The file ends, or something else begins, before the closing marker of this string.", Span(start, token));
                token = SkipPast(end);
                break;
            }
        }
        if (parts.Count == 0) parts.Add(new TextPart("", _source.Span(start.End, start.End)));
        parts.Add(new EndPart(Span(token)));
        return parts;
    }

    /// <summary>An interpolation or a directive; true if it strips the whitespace after it.</summary>
    private bool ParseSequence(Token open, Token start, TokenKind end, List<TemplatePart> parts)
    {
        var outer = _cursor.SeesNewlines;
        _cursor.SeesNewlines = false;
        var strips = open.Kind == TokenKind.OpenInterpolation
            ? ParseInterpolation(open, start, end, parts)
            : ParseDirective(open, start, parts);
        _cursor.SeesNewlines = outer;
        return strips;
    }

    private bool ParseInterpolation(Token open, Token start, TokenKind end, List<TemplatePart> parts)
    {
        var expression = ParseExpression();
        var close = _cursor.Peek();
        if (close.Kind == TokenKind.CloseSequence) _cursor.Read();
        else
        {
            ReportUnclosedInterpolation(start, close, end);
            SkipPast(TokenKind.CloseSequence);
        }
        parts.Add(new InterpolationPart(expression, Span(open, close)));
        return close is { Kind: TokenKind.CloseSequence, Length: 2 };
    }

    private void ReportUnclosedInterpolation(Token start, Token next, TokenKind end)
    {
        // A quote here most likely ends the string that the interpolation is in.
        var isQuote = end == TokenKind.CloseQuote && next.Kind is TokenKind.OpenQuote or TokenKind.CloseQuote;
        if (isQuote || next.Kind == TokenKind.EndOfFile)
            ReportUnlessRecovering(HclRules.UnclosedInterpolation, Span(start), "The interpolation has no closing brace. The brace may be missing, or brackets within it may not match.");
        else
            ReportUnlessRecovering(HclRules.ExtraAfterInterpolation, Span(next), "The interpolation's expression is complete before this place, so a closing brace should stand here.", Span(start, next), ForeignSequenceHelp);
    }

    private bool ParseDirective(Token open, Token start, List<TemplatePart> parts)
    {
        var keyword = _cursor.Peek();
        var part = ParseDirectiveContent(open);
        if (part is null)
        {
            SkipPast(TokenKind.CloseSequence);
            return false;
        }
        parts.Add(part);
        var close = _cursor.Peek();
        if (close.Kind == TokenKind.CloseSequence)
        {
            _cursor.Read();
            return close.Length == 2;
        }
        if (!_recovering)
        {
            Report(new Diagnostic(HclRules.ExtraInDirective, Span(close), "The directive is complete before this place, so a closing brace should stand here.")
            {
                ForeignSummary = $"Extra characters in {TextOf(keyword)} marker",
                Context = Span(start, close),
            });
        }
        SkipPast(TokenKind.CloseSequence);
        return false;
    }

    /// <summary>What comes between the braces of a directive; null where that is none, which has been reported.</summary>
    private TemplatePart? ParseDirectiveContent(Token open)
    {
        var keyword = _cursor.Peek();
        if (keyword.Kind != TokenKind.Identifier)
        {
            ReportUnlessRecovering(HclRules.InvalidDirective, Span(keyword), "After %{ comes a keyword: if, else, endif, for or endfor.", Span(open, keyword), "If this is no directive, double the percent sign: %%{");
            return null;
        }
        _cursor.Read();
        switch (TextOf(keyword))
        {
            case "if":
                var condition = ParseExpression();
                return new IfPart(condition, Span(open, _cursor.Peek()));
            case "for":
                return ParseForDirective(open);
            case "else":
                return new ElsePart(Span(open, _cursor.Peek()));
            case "endif":
                return new EndIfPart(Span(open, _cursor.Peek()));
            case "endfor":
                return new EndForPart(Span(open, _cursor.Peek()));
        }
        var name = NameOf(keyword);
        var similar = SimilarName.Find(name, ["if", "for", "else", "endif", "endfor"]);
        ReportUnlessRecovering(
            HclRules.UnknownDirective,
            Span(keyword),
            $"There is no template directive \"{name}\".",
            Span(open, keyword),
            similar is null ? "The directives are if, else, endif, for and endfor." : $"Did you mean \"{similar}\"?");
        return null;
    }

    private ForPart? ParseForDirective(Token open)
    {
        if (ParseForVariables(out var key, out var value) is { } fault)
        {
            ReportUnlessRecovering(HclRules.InvalidForDirective, NextSpan, fault);
            return null;
        }
        var collection = ParseExpression();
        return new ForPart(key, value, collection, Span(open, _cursor.Peek()));
    }
}
