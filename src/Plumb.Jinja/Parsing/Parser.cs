using System.Runtime.CompilerServices;
using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Parsing;

/// <summary>
/// Reads a template into statements and expressions; its methods are the productions of the grammar. The first fault
/// ends it with a <see cref="JinjaException"/>.
/// </summary>
internal sealed partial class Parser
{
    private const int MaxDepth = 250;

    private readonly JinjaEnvironment environment;
    private readonly string? template;
    private readonly TokenStream tokens;
    private readonly Stack<string> tags = new();
    private readonly Stack<string[]> ends = new();
    private int depth;

    private Parser(JinjaEnvironment environment, string source, string? template, bool startsInExpression)
    {
        (this.environment, this.template) = (environment, template);
        tokens = new TokenStream(new Lexer(environment, source, template, startsInExpression), template);
    }

    public static IReadOnlyList<StatementSyntax> ParseTemplate(JinjaEnvironment environment, string source, string? template) =>
        new Parser(environment, source, template, startsInExpression: false).ParseBody([]);

    public static ExpressionSyntax ParseExpression(JinjaEnvironment environment, string source)
    {
        var parser = new Parser(environment, source, null, startsInExpression: true);
        var expression = parser.ParseExpression();
        return parser.tokens.AtEnd ? expression : throw parser.Fail("chunk after expression");
    }

    private Token Current => tokens.Current;

    private JinjaException Fail(string message, int? line = null, string kind = "TemplateSyntaxError") => new(kind, message, line ?? Current.Line, template);

    /// <summary>Goes one level deeper into the grammar; what is too deep is a fault before it is too deep for the stack.</summary>
    private void Enter()
    {
        if (++depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Fail("too deeply nested");
    }

    private void Leave() => depth--;

    /// <summary>Text, printed expressions and statements, up to a tag of the given names; the current token is then that name.</summary>
    private List<StatementSyntax> ParseBody(string[] endTags)
    {
        Enter();
        if (endTags.Length > 0) ends.Push(endTags);
        var body = new List<StatementSyntax>();
        var output = new List<ExpressionSyntax>();
        while (!tokens.AtEnd)
        {
            if (Current.Kind == TokenKind.BlockBegin)
            {
                Flush(output, body);
                tokens.Take();
                if (Current.Kind == TokenKind.Name && endTags.Contains(Current.Text)) break;
                body.AddRange(ParseStatement());
                tokens.Expect(TokenKind.BlockEnd);
            }
            else
            {
                output.Add(ParseOutput());
            }
        }
        Flush(output, body);
        if (tokens.AtEnd && endTags.Length > 0) throw UnexpectedTag(null, Current.Line);
        if (endTags.Length > 0) ends.Pop();
        Leave();
        return body;
    }

    private static void Flush(List<ExpressionSyntax> output, List<StatementSyntax> body)
    {
        if (output.Count == 0) return;
        body.Add(new OutputSyntax([.. output], output[0].Line));
        output.Clear();
    }

    private ExpressionSyntax ParseOutput()
    {
        if (Current.Kind == TokenKind.Data)
        {
            var data = tokens.Take();
            return new TextSyntax(data.Text, data.Line);
        }
        tokens.Expect(TokenKind.VariableBegin);
        var expression = ParseTuple();
        tokens.Expect(TokenKind.VariableEnd);
        return expression;
    }

    /// <summary>The body of a tag, from the end of its mark to the tag that ends it.</summary>
    private List<StatementSyntax> ParseTagBody(params string[] endTags)
    {
        tokens.SkipIf(":");
        tokens.Expect(TokenKind.BlockEnd);
        return ParseBody(endTags);
    }

    /// <summary>The body of a tag that only one tag ends, which is skipped.</summary>
    private List<StatementSyntax> ParseWholeBody(string endTag)
    {
        var body = ParseTagBody(endTag);
        tokens.Take();
        return body;
    }

    private IReadOnlyList<StatementSyntax> ParseStatement()
    {
        if (Current.Kind != TokenKind.Name) throw Fail("tag name expected");
        var name = Current.Text;
        if (ProductionOf(name) is not { } parse) throw UnexpectedTag(name, Current.Line);
        tags.Push(name);
        var statements = parse();
        tags.Pop();
        return statements;
    }

    private Func<IReadOnlyList<StatementSyntax>>? ProductionOf(string tag) => tag switch
    {
        "for" => () => [ParseFor()],
        "if" => () => [ParseIf()],
        "block" => () => [ParseBlock()],
        "extends" => () => [ParseExtends()],
        "print" => () => [ParsePrint()],
        "macro" => () => [ParseMacro()],
        "include" => () => [ParseInclude()],
        "from" => () => [ParseFrom()],
        "import" => () => [ParseImport()],
        "set" => () => [ParseSet()],
        "with" => () => [ParseWith()],
        "autoescape" => () => [ParseAutoescape()],
        "call" => () => [ParseCallBlock()],
        "filter" => () => [ParseFilterBlock()],
        "do" when Has(JinjaExtensions.Do) => () => [new DoSyntax(ParseTupleBehindTag(out var line), line)],
        "break" when Has(JinjaExtensions.LoopControls) => () => [new BreakSyntax(tokens.Take().Line)],
        "continue" when Has(JinjaExtensions.LoopControls) => () => [new ContinueSyntax(tokens.Take().Line)],
        "debug" when Has(JinjaExtensions.Debug) => () => [new DebugSyntax(tokens.Take().Line)],
        "trans" when Has(JinjaExtensions.Translation) => ParseTranslation,
        _ => null,
    };

    private bool Has(JinjaExtensions extension) => environment.Extensions.HasFlag(extension);

    private ExpressionSyntax ParseTupleBehindTag(out int line)
    {
        line = tokens.Take().Line;
        return ParseTuple();
    }

    /// <summary>The fault of a tag that is not known or not awaited here, or of the template's end where tags are awaited.</summary>
    private JinjaException UnexpectedTag(string? name, int line)
    {
        var awaited = ends.TryPeek(out var innermost) ? string.Join(" or ", innermost.Select(Values.PyText.Repr)) : null;
        var message = name is null ? "Unexpected end of template." : $"Encountered unknown tag {Values.PyText.Repr(name)}.";
        if (awaited is not null)
        {
            message += name is not null && ends.Any(e => e.Contains(name))
                ? $" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {awaited}."
                : $" Jinja was looking for the following tags: {awaited}.";
        }
        if (tags.TryPeek(out var tag)) message += $" The innermost block that needs to be closed is {Values.PyText.Repr(tag)}.";
        return Fail(message, line);
    }
}
