using Plumb.Jinja.Syntax;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Parsing;

internal sealed partial class Parser
{
    /// <summary>The most expressions inside of one another; operators in a row count, for each has those before it inside.</summary>
    private const int MaxHeight = 400;

    private static bool IsConstantName(string name) => name is "true" or "false" or "none" or "True" or "False" or "None";

    /// <summary>
    /// One expression, or several with commas between, which are a tuple. Tuples need no brackets where the mark or a
    /// closing bracket ends them.
    /// </summary>
    private ExpressionSyntax ParseTuple(bool simplified = false, bool withConditional = true, bool inBrackets = false)
    {
        var line = Current.Line;
        var items = new List<ExpressionSyntax>();
        var isTuple = false;
        while (true)
        {
            if (items.Count > 0) tokens.Expect(",");
            if (EndsTuple()) break;
            items.Add(simplified ? ParsePrimary() : withConditional ? ParseExpression() : ParseOr());
            if (!Current.Is(",")) break;
            isTuple = true;
            line = Current.Line;
        }
        if (isTuple) return new TupleSyntax(items, line);
        if (items.Count > 0) return items[0];
        return inBrackets ? new TupleSyntax(items, line) : throw Fail($"Expected an expression, got {PyText.Repr(Current.Description)}");
    }

    private bool EndsTuple() => Current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd || Current.Is(")");

    /// <summary><c>VALUE if TEST [else OTHER]</c>, binding weakest.</summary>
    private ExpressionSyntax ParseExpression()
    {
        Enter();
        var line = Current.Line;
        var value = ParseOr();
        while (tokens.SkipName("if"))
        {
            var test = ParseOr();
            var otherwise = tokens.SkipName("else") ? ParseExpression() : null;
            value = new ConditionalSyntax(test, value, otherwise, line);
            line = Current.Line;
            Bound(value);
        }
        Leave();
        Bound(value);
        return value;
    }

    private ExpressionSyntax ParseOr() => ParseChain(ParseAnd, () => Current.IsName("or") ? BinaryOperator.Or : null);

    private ExpressionSyntax ParseAnd() => ParseChain(ParseNot, () => Current.IsName("and") ? BinaryOperator.And : null);

    private ExpressionSyntax ParseNot()
    {
        if (!Current.IsName("not")) return ParseComparison();
        Enter();
        var line = tokens.Take().Line;
        var not = new UnarySyntax(UnaryOperator.Not, ParseNot(), line);
        Leave();
        return not;
    }

    private ExpressionSyntax ParseComparison()
    {
        var line = Current.Line;
        var first = ParseSum();
        var rest = new List<ComparisonOperand>();
        while (TakeComparison() is { } comparison)
        {
            rest.Add(new ComparisonOperand(comparison, ParseSum()));
            line = Current.Line;
        }
        return rest.Count == 0 ? first : new ComparisonSyntax(first, rest, line);
    }

    private ComparisonOperator? TakeComparison()
    {
        ComparisonOperator? comparison = Current switch
        {
            { Kind: TokenKind.Operator, Text: "==" } => ComparisonOperator.Equal,
            { Kind: TokenKind.Operator, Text: "!=" } => ComparisonOperator.NotEqual,
            { Kind: TokenKind.Operator, Text: "<" } => ComparisonOperator.Less,
            { Kind: TokenKind.Operator, Text: "<=" } => ComparisonOperator.LessOrEqual,
            { Kind: TokenKind.Operator, Text: ">" } => ComparisonOperator.Greater,
            { Kind: TokenKind.Operator, Text: ">=" } => ComparisonOperator.GreaterOrEqual,
            { Kind: TokenKind.Name, Text: "in" } => ComparisonOperator.In,
            { Kind: TokenKind.Name, Text: "not" } when tokens.Look().IsName("in") => ComparisonOperator.NotIn,
            _ => null,
        };
        if (comparison is not null) tokens.Take();
        if (comparison == ComparisonOperator.NotIn) tokens.Take();
        return comparison;
    }

    private ExpressionSyntax ParseSum() => ParseChain(ParseConcatenation, () => Symbol() switch
    {
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        _ => null,
    });

    private ExpressionSyntax ParseConcatenation()
    {
        var line = Current.Line;
        var first = ParseProduct();
        if (!Current.Is("~")) return first;
        var parts = new List<ExpressionSyntax> { first };
        while (tokens.SkipIf("~")) parts.Add(ParseProduct());
        return new ConcatenationSyntax(parts, line);
    }

    private ExpressionSyntax ParseProduct() => ParseChain(ParsePower, () => Symbol() switch
    {
        "*" => BinaryOperator.Multiply,
        "/" => BinaryOperator.Divide,
        "//" => BinaryOperator.FloorDivide,
        "%" => BinaryOperator.Modulo,
        _ => null,
    });

    /// <summary>Unlike in Python, powers group from the left, and a sign binds closer.</summary>
    private ExpressionSyntax ParsePower() => ParseChain(() => ParseUnary(withFilters: true), () => Symbol() == "**" ? BinaryOperator.Power : null);

    private string? Symbol() => Current.Kind == TokenKind.Operator ? Current.Text : null;

    /// <summary>Operands with operators of one rank between, grouped from the left.</summary>
    private ExpressionSyntax ParseChain(Func<ExpressionSyntax> parseOperand, Func<BinaryOperator?> operatorHere)
    {
        var line = Current.Line;
        var left = parseOperand();
        while (operatorHere() is { } binary)
        {
            Bound(left);
            tokens.Take();
            left = new BinarySyntax(binary, left, parseOperand(), line);
            line = Current.Line;
        }
        return left;
    }

    private void Bound(ExpressionSyntax expression)
    {
        if (expression.Height > MaxHeight) throw Fail("too deeply nested");
    }

    private ExpressionSyntax ParseUnary(bool withFilters)
    {
        Enter();
        var line = Current.Line;
        ExpressionSyntax expression;
        if (tokens.SkipIf("-")) expression = new UnarySyntax(UnaryOperator.Negate, ParseUnary(withFilters: false), line);
        else if (tokens.SkipIf("+")) expression = new UnarySyntax(UnaryOperator.Plus, ParseUnary(withFilters: false), line);
        else expression = ParsePrimary();
        expression = ParsePostfix(expression);
        if (withFilters) expression = ParseFiltersAndTests(expression);
        Leave();
        return expression;
    }

    private ExpressionSyntax ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                tokens.Take();
                return IsConstantName(token.Text) ? new ConstantSyntax(ConstantOf(token.Text), token.Line) : new NameSyntax(token.Text, token.Line);
            case TokenKind.String: return ParseStrings();
            case TokenKind.Integer or TokenKind.Float:
                tokens.Take();
                return new ConstantSyntax(token.Value, token.Line);
            case TokenKind.Operator when token.Text == "(":
                tokens.Take();
                var inner = ParseTuple(inBrackets: true);
                tokens.Expect(")");
                return inner;
            case TokenKind.Operator when token.Text == "[": return ParseList();
            case TokenKind.Operator when token.Text == "{": return ParseDict();
            default: throw Fail($"unexpected {PyText.Repr(token.Description)}");
        }
    }

    private static object? ConstantOf(string name) => name switch
    {
        "true" or "True" => PyBoolean.True,
        "false" or "False" => PyBoolean.False,
        _ => null,
    };

    /// <summary>Texts side by side are one.</summary>
    private ConstantSyntax ParseStrings()
    {
        var first = tokens.Take();
        if (Current.Kind != TokenKind.String) return new ConstantSyntax(first.Value, first.Line);
        var parts = new List<object?> { first.Value };
        while (Current.Kind == TokenKind.String) parts.Add(tokens.Take().Value);
        return new ConstantSyntax(string.Concat(parts), first.Line);
    }

    private ListSyntax ParseList()
    {
        var line = tokens.Expect("[").Line;
        var items = new List<ExpressionSyntax>();
        while (!Current.Is("]"))
        {
            if (items.Count > 0) tokens.Expect(",");
            if (Current.Is("]")) break;
            items.Add(ParseExpression());
        }
        tokens.Expect("]");
        return new ListSyntax(items, line);
    }

    private DictSyntax ParseDict()
    {
        var line = tokens.Expect("{").Line;
        var pairs = new List<KeyValuePair<ExpressionSyntax, ExpressionSyntax>>();
        while (!Current.Is("}"))
        {
            if (pairs.Count > 0) tokens.Expect(",");
            if (Current.Is("}")) break;
            var key = ParseExpression();
            tokens.Expect(":");
            pairs.Add(new(key, ParseExpression()));
        }
        tokens.Expect("}");
        return new DictSyntax(pairs, line);
    }
}
