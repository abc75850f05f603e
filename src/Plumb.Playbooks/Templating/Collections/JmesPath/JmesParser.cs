using System.Numerics;
using System.Runtime.CompilerServices;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <summary>Reads queries by the binding power of their tokens (Pratt's method), as the reference implementation does.</summary>
internal sealed class JmesParser(string query)
{
    /// <summary>What binds weaker than this ends a projection.</summary>
    private const int ProjectionStop = 10;

    private readonly IReadOnlyList<JmesToken> _tokens = JmesLexer.Read(query);
    private int _at;

    private JmesTokenKind Kind => _tokens[_at].Kind;

    public static JmesExpression Parse(string query)
    {
        if (query.Length == 0) throw new JmesPathException("Invalid JMESPath expression: cannot be empty.");
        var parser = new JmesParser(query);
        var expression = parser.Expression(0);
        return parser.Kind == JmesTokenKind.End ? expression : throw parser.Unexpected();
    }

    private static int Power(JmesTokenKind kind) => kind switch
    {
        JmesTokenKind.Pipe => 1,
        JmesTokenKind.Or => 2,
        JmesTokenKind.And => 3,
        >= JmesTokenKind.Equal and <= JmesTokenKind.GreaterOrEqual => 5,
        JmesTokenKind.Flatten => 9,
        JmesTokenKind.Star => 20,
        JmesTokenKind.Filter => 21,
        JmesTokenKind.Dot => 40,
        JmesTokenKind.Not => 45,
        JmesTokenKind.OpenBrace => 50,
        JmesTokenKind.OpenBracket => 55,
        JmesTokenKind.OpenParenthesis => 60,
        _ => 0,
    };

    private JmesExpression Expression(int power)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var left = First();
        while (power < Power(Kind)) left = Continued(left);
        return left;
    }

    private JmesExpression First()
    {
        var token = Take();
        switch (token.Kind)
        {
            case JmesTokenKind.Literal:
                return new LiteralExpression(token.Value);
            case JmesTokenKind.Identifier:
                return new FieldExpression((string)(token.Value ?? ""));
            case JmesTokenKind.QuotedIdentifier:
                return Kind == JmesTokenKind.OpenParenthesis ? throw Error("Quoted identifier not allowed for function names.") : new FieldExpression(PyText.Str(token.Value));
            case JmesTokenKind.Star:
                return new ProjectionExpression(CurrentExpression.Instance, Kind == JmesTokenKind.CloseBracket ? CurrentExpression.Instance : Projected(JmesTokenKind.Star), ProjectionKind.Values);
            case JmesTokenKind.Filter:
                return Filtered(CurrentExpression.Instance);
            case JmesTokenKind.OpenBrace:
                return Hash();
            case JmesTokenKind.OpenParenthesis:
                var inner = Expression(0);
                Expect(JmesTokenKind.CloseParenthesis);
                return inner;
            case JmesTokenKind.Flatten:
                return new ProjectionExpression(new FlattenExpression(CurrentExpression.Instance), Projected(JmesTokenKind.Flatten), ProjectionKind.Elements);
            case JmesTokenKind.Not:
                return new NotExpression(Expression(Power(JmesTokenKind.Not)));
            case JmesTokenKind.OpenBracket:
                return Bracket();
            case JmesTokenKind.Current:
                return CurrentExpression.Instance;
            case JmesTokenKind.Reference:
                return new ReferenceExpression(Expression(0));
            default:
                _at = Math.Max(0, _at - 1);
                throw Unexpected();
        }
    }

    private JmesExpression Continued(JmesExpression left)
    {
        var token = Take();
        switch (token.Kind)
        {
            case JmesTokenKind.Dot when Kind != JmesTokenKind.Star:
                return new ChainExpression(left, AfterDot(Power(JmesTokenKind.Dot)));
            case JmesTokenKind.Dot:
                Take();
                return new ProjectionExpression(left, Projected(JmesTokenKind.Dot), ProjectionKind.Values);
            case JmesTokenKind.Pipe:
                return new ChainExpression(left, Expression(Power(JmesTokenKind.Pipe)));
            case JmesTokenKind.Or:
                return new OrExpression(left, Expression(Power(JmesTokenKind.Or)));
            case JmesTokenKind.And:
                return new AndExpression(left, Expression(Power(JmesTokenKind.And)));
            case >= JmesTokenKind.Equal and <= JmesTokenKind.GreaterOrEqual:
                return new ComparisonExpression(token.Kind, left, Expression(Power(token.Kind)));
            case JmesTokenKind.OpenParenthesis:
                return Call(left);
            case JmesTokenKind.Filter:
                return Filtered(left);
            case JmesTokenKind.Flatten:
                return new ProjectionExpression(new FlattenExpression(left), Projected(JmesTokenKind.Flatten), ProjectionKind.Elements);
            case JmesTokenKind.OpenBracket when Kind is JmesTokenKind.Number or JmesTokenKind.Colon:
                return Indexed(left);
            case JmesTokenKind.OpenBracket:
                Expect(JmesTokenKind.Star);
                Expect(JmesTokenKind.CloseBracket);
                return new ProjectionExpression(left, Projected(JmesTokenKind.Star), ProjectionKind.Elements);
            default:
                _at--;
                throw Unexpected();
        }
    }

    private JmesExpression Bracket()
    {
        if (Kind is JmesTokenKind.Number or JmesTokenKind.Colon) return Indexed(CurrentExpression.Instance);
        if (Kind != JmesTokenKind.Star || _tokens[_at + 1].Kind != JmesTokenKind.CloseBracket) return List();
        _at += 2;
        return new ProjectionExpression(CurrentExpression.Instance, Projected(JmesTokenKind.Star), ProjectionKind.Elements);
    }

    /// <summary>An index, or a slice, which is a projection.</summary>
    private JmesExpression Indexed(JmesExpression left)
    {
        if (Kind == JmesTokenKind.Colon || _tokens[_at + 1].Kind == JmesTokenKind.Colon)
            return new ProjectionExpression(new ChainExpression(left, Slice()), Projected(JmesTokenKind.Star), ProjectionKind.Elements);
        var index = new IndexExpression(Integer());
        Expect(JmesTokenKind.CloseBracket);
        return new ChainExpression(left, index);
    }

    private SliceExpression Slice()
    {
        var parts = new BigInteger?[3];
        for (var part = 0; Kind != JmesTokenKind.CloseBracket;)
        {
            if (Kind == JmesTokenKind.Number)
            {
                parts[part] = Integer();
                if (Kind is not (JmesTokenKind.Colon or JmesTokenKind.CloseBracket)) throw Unexpected();
            }
            else if (Kind == JmesTokenKind.Colon && ++part < 3)
            {
                Take();
            }
            else
            {
                throw Unexpected();
            }
        }

        Expect(JmesTokenKind.CloseBracket);
        return new SliceExpression(parts[0], parts[1], parts[2]);
    }

    private ProjectionExpression Filtered(JmesExpression left)
    {
        var condition = Expression(0);
        Expect(JmesTokenKind.CloseBracket);
        var right = Kind == JmesTokenKind.Flatten ? CurrentExpression.Instance : Projected(JmesTokenKind.Filter);
        return new ProjectionExpression(left, right, ProjectionKind.Matching, condition);
    }

    private JmesExpression Projected(JmesTokenKind projection)
    {
        if (Power(Kind) < ProjectionStop) return CurrentExpression.Instance;
        switch (Kind)
        {
            case JmesTokenKind.OpenBracket or JmesTokenKind.Filter:
                return Expression(Power(projection));
            case JmesTokenKind.Dot:
                Take();
                return AfterDot(Power(projection));
            default:
                throw Unexpected();
        }
    }

    private JmesExpression AfterDot(int power)
    {
        switch (Kind)
        {
            case JmesTokenKind.Identifier or JmesTokenKind.QuotedIdentifier or JmesTokenKind.Star:
                return Expression(power);
            case JmesTokenKind.OpenBracket:
                Take();
                return List();
            case JmesTokenKind.OpenBrace:
                Take();
                return Hash();
            default:
                throw Unexpected();
        }
    }

    private ListExpression List() => new(Separated(JmesTokenKind.CloseBracket, () => Expression(0)));

    private HashExpression Hash() => new(Separated(JmesTokenKind.CloseBrace, () =>
    {
        if (Kind is not (JmesTokenKind.Identifier or JmesTokenKind.QuotedIdentifier)) throw Unexpected();
        var key = PyText.Str(Take().Value);
        Expect(JmesTokenKind.Colon);
        return (key, Expression(0));
    }));

    private CallExpression Call(JmesExpression name)
    {
        if (name is not FieldExpression field) throw Error("Invalid function name");
        if (Kind != JmesTokenKind.CloseParenthesis) return new CallExpression(field.Name, Separated(JmesTokenKind.CloseParenthesis, () => Expression(0)));
        Take();
        return new CallExpression(field.Name, []);
    }

    private List<T> Separated<T>(JmesTokenKind close, Func<T> read)
    {
        List<T> items = [read()];
        while (Kind == JmesTokenKind.Comma)
        {
            Take();
            items.Add(read());
        }

        Expect(close);
        return items;
    }

    private BigInteger Integer() => PyInteger.TryGet(Take().Value, out BigInteger integer) ? integer : throw Unexpected();

    private JmesToken Take() => Kind == JmesTokenKind.End ? throw Unexpected() : _tokens[_at++];

    private void Expect(JmesTokenKind kind)
    {
        if (Kind != kind) throw Unexpected();
        _at++;
    }

    private JmesPathException Unexpected() => Kind == JmesTokenKind.End
        ? new JmesPathException($"Invalid jmespath expression: Incomplete expression:\n\"{query}\"\n{new string(' ', query.Length + 1)}^")
        : Error($"invalid token: Parse error at column {_tokens[_at].Start}");

    private JmesPathException Error(string what) => new($"{what}, for expression:\n\"{query}\"\n{new string(' ', _tokens[Math.Min(_at, _tokens.Count - 1)].Start + 1)}^");
}
