using System.Globalization;
using System.Numerics;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <summary>Takes a query apart into tokens.</summary>
internal sealed class JmesLexer(string query)
{
    private int _at;

    public static IReadOnlyList<JmesToken> Read(string query)
    {
        var lexer = new JmesLexer(query);
        List<JmesToken> tokens = [];
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != JmesTokenKind.End);
        return tokens;
    }

    private JmesToken Next()
    {
        while (_at < query.Length && query[_at] is ' ' or '\t' or '\n' or '\r') _at++;
        var start = _at;
        if (start == query.Length) return new JmesToken(JmesTokenKind.End, null, start);
        var character = query[_at];
        if (char.IsAsciiLetter(character) || character == '_') return new JmesToken(JmesTokenKind.Identifier, While(c => char.IsAsciiLetterOrDigit(c) || c == '_'), start);
        if (char.IsAsciiDigit(character) || (character == '-' && char.IsAsciiDigit(Peek(1)))) return Number(start);
        return character switch
        {
            '"' => new JmesToken(JmesTokenKind.QuotedIdentifier, Json($"\"{Delimited('"')}\"", start), start),
            '\'' => new JmesToken(JmesTokenKind.Literal, Delimited('\'').Replace(@"\'", "'", StringComparison.Ordinal), start),
            '`' => new JmesToken(JmesTokenKind.Literal, Literal(start), start),
            _ => Mark(character, start),
        };
    }

    private JmesToken Number(int start)
    {
        _at++;
        While(char.IsAsciiDigit);
        return new JmesToken(JmesTokenKind.Number, PyInteger.Box(BigInteger.Parse(query.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)), start);
    }

    private JmesToken Mark(char character, int start)
    {
        var kind = (character, Peek(1)) switch
        {
            ('[', '?') => (JmesTokenKind.Filter, 2),
            ('[', ']') => (JmesTokenKind.Flatten, 2),
            ('[', _) => (JmesTokenKind.OpenBracket, 1),
            ('|', '|') => (JmesTokenKind.Or, 2),
            ('|', _) => (JmesTokenKind.Pipe, 1),
            ('&', '&') => (JmesTokenKind.And, 2),
            ('&', _) => (JmesTokenKind.Reference, 1),
            ('=', '=') => (JmesTokenKind.Equal, 2),
            ('!', '=') => (JmesTokenKind.NotEqual, 2),
            ('!', _) => (JmesTokenKind.Not, 1),
            ('<', '=') => (JmesTokenKind.LessOrEqual, 2),
            ('<', _) => (JmesTokenKind.Less, 1),
            ('>', '=') => (JmesTokenKind.GreaterOrEqual, 2),
            ('>', _) => (JmesTokenKind.Greater, 1),
            (']', _) => (JmesTokenKind.CloseBracket, 1),
            ('(', _) => (JmesTokenKind.OpenParenthesis, 1),
            (')', _) => (JmesTokenKind.CloseParenthesis, 1),
            ('{', _) => (JmesTokenKind.OpenBrace, 1),
            ('}', _) => (JmesTokenKind.CloseBrace, 1),
            (',', _) => (JmesTokenKind.Comma, 1),
            (':', _) => (JmesTokenKind.Colon, 1),
            ('.', _) => (JmesTokenKind.Dot, 1),
            ('*', _) => (JmesTokenKind.Star, 1),
            ('@', _) => (JmesTokenKind.Current, 1),
            _ => throw new JmesPathException($"Bad jmespath expression: Unknown token {character}:\n{query}\n{new string(' ', start)}^"),
        };
        _at += kind.Item2;
        return new JmesToken(kind.Item1, null, start);
    }

    /// <summary>The text up to the closing mark; a mark behind a backslash does not close.</summary>
    private string Delimited(char mark)
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < query.Length && query[_at] != mark)
        {
            if (query[_at] == '\\' && _at + 1 < query.Length) text.Append(query[_at++]);
            text.Append(query[_at++]);
        }

        if (_at >= query.Length) throw new JmesPathException($"Bad jmespath expression: Unclosed {mark} delimiter:\n{query}\n{new string(' ', start)}^");
        _at++;
        return text.ToString();
    }

    // Text without quotes was allowed once, and is still written.
    private object? Literal(int start)
    {
        var text = Delimited('`').Replace(@"\`", "`", StringComparison.Ordinal).TrimStart();
        try
        {
            return PythonJsonReader.Read(text);
        }
        catch (TemplatingException)
        {
            return Json($"\"{text}\"", start);
        }
    }

    private object? Json(string text, int start)
    {
        try
        {
            return PythonJsonReader.Read(text);
        }
        catch (TemplatingException e)
        {
            throw new JmesPathException($"Bad jmespath expression: {e.Message}:\n{query}\n{new string(' ', start)}^", e);
        }
    }

    private string While(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < query.Length && belongs(query[_at])) _at++;
        return query[start.._at];
    }

    private char Peek(int ahead) => _at + ahead < query.Length ? query[_at + ahead] : '\0';
}
