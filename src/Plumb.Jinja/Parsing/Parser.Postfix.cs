using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Parsing;

/// <summary>What follows a value: attributes, elements, calls, filters and tests.</summary>
internal sealed partial class Parser
{
    private ExpressionSyntax ParsePostfix(ExpressionSyntax value)
    {
        while (true)
        {
            Bound(value);
            if (Current.Is(".")) value = ParseAttribute(value);
            else if (Current.Is("[")) value = ParseElement(value);
            else if (Current.Is("(")) value = ParseCall(value);
            else return value;
        }
    }

    private ExpressionSyntax ParseFiltersAndTests(ExpressionSyntax value)
    {
        while (true)
        {
            Bound(value);
            if (Current.Is("|")) value = ParseFilters(value);
            else if (Current.IsName("is")) value = ParseTest(value);
            else if (Current.Is("(")) value = ParseCall(value);
            else return value;
        }
    }

    private ExpressionSyntax ParseAttribute(ExpressionSyntax target)
    {
        var line = tokens.Expect(".").Line;
        var name = tokens.Take();
        return name.Kind switch
        {
            TokenKind.Name => new AttributeSyntax(target, name.Text, line),
            TokenKind.Integer => new ElementSyntax(target, new ConstantSyntax(name.Value, name.Line), line),
            _ => throw Fail("expected name or number", name.Line),
        };
    }

    private ElementSyntax ParseElement(ExpressionSyntax target)
    {
        var line = tokens.Expect("[").Line;
        var keys = new List<ExpressionSyntax>();
        while (!Current.Is("]"))
        {
            if (keys.Count > 0) tokens.Expect(",");
            keys.Add(ParseKeyOrSlice());
        }
        tokens.Expect("]");
        return new ElementSyntax(target, keys.Count == 1 ? keys[0] : new TupleSyntax(keys, line), line);
    }

    /// <summary>A key, or <c>[START]:[STOP][:[STEP]]</c>.</summary>
    private ExpressionSyntax ParseKeyOrSlice()
    {
        var line = Current.Line;
        var start = Current.Is(":") ? null : ParseExpression();
        if (!tokens.SkipIf(":")) return start ?? throw Fail("expected subscript expression");
        var stop = AtSliceBorder() ? null : ParseExpression();
        var step = tokens.SkipIf(":") && !AtSliceBorder() ? ParseExpression() : null;
        return new SliceSyntax(start, stop, step, line);
    }

    private bool AtSliceBorder() => Current.Is(":") || Current.Is("]") || Current.Is(",");

    private CallSyntax ParseCall(ExpressionSyntax target)
    {
        var line = Current.Line;
        return new CallSyntax(target, ParseArguments(), line);
    }

    private ArgumentsSyntax ParseArguments()
    {
        var line = tokens.Expect("(").Line;
        var positional = new List<ExpressionSyntax>();
        var named = new List<KeyValuePair<string, ExpressionSyntax>>();
        ExpressionSyntax? spread = null;
        ExpressionSyntax? spreadNamed = null;
        for (var first = true; !Current.Is(")"); first = false)
        {
            if (!first)
            {
                tokens.Expect(",");
                if (Current.Is(")")) break;
            }
            if (tokens.SkipIf("*"))
            {
                Ensure(spread is null && spreadNamed is null, line);
                spread = ParseExpression();
            }
            else if (tokens.SkipIf("**"))
            {
                Ensure(spreadNamed is null, line);
                spreadNamed = ParseExpression();
            }
            else if (Current.Kind == TokenKind.Name && tokens.Look().Is("="))
            {
                Ensure(spreadNamed is null, line);
                var name = tokens.Take().Text;
                tokens.Take();
                if (named.Exists(n => n.Key == name)) throw Fail($"keyword argument repeated: {name}", line);
                named.Add(new(name, ParseExpression()));
            }
            else
            {
                Ensure(spread is null && spreadNamed is null && named.Count == 0, line);
                positional.Add(ParseExpression());
            }
        }
        tokens.Expect(")");
        return positional.Count + named.Count == 0 && spread is null && spreadNamed is null ? ArgumentsSyntax.None : new ArgumentsSyntax(positional, named, spread, spreadNamed);
    }

    private void Ensure(bool isWellFormed, int line)
    {
        if (!isWellFormed) throw Fail("invalid syntax for function call expression", line);
    }

    /// <summary>Filters in a row, from a bar on.</summary>
    private FilterSyntax ParseFilters(ExpressionSyntax? value)
    {
        var filter = value as FilterSyntax;
        while (tokens.SkipIf("|"))
        {
            value = filter = ParseFilter(value);
            Bound(filter);
        }
        return filter ?? throw Fail("expected a filter");
    }

    private FilterSyntax ParseFilter(ExpressionSyntax? value)
    {
        var line = Current.Line;
        var name = ParseDottedName();
        return new FilterSyntax(value, name, Current.Is("(") ? ParseArguments() : ArgumentsSyntax.None, line);
    }

    private string ParseDottedName()
    {
        var name = tokens.Expect(TokenKind.Name).Text;
        while (tokens.SkipIf(".")) name += "." + tokens.Expect(TokenKind.Name).Text;
        return name;
    }

    /// <summary><c>is [not] NAME</c> with arguments in brackets, or one without brackets.</summary>
    private ExpressionSyntax ParseTest(ExpressionSyntax value)
    {
        var line = tokens.ExpectName("is").Line;
        var negated = tokens.SkipName("not");
        var name = ParseDottedName();
        var arguments = ArgumentsSyntax.None;
        if (Current.Is("(")) arguments = ParseArguments();
        else if (StartsArgument()) arguments = new ArgumentsSyntax([ParsePostfix(ParsePrimary())], [], null, null);
        var test = new TestSyntax(value, name, arguments, line);
        return negated ? new UnarySyntax(UnaryOperator.Not, test, line) : test;
    }

    private bool StartsArgument()
    {
        if (Current.IsName("else") || Current.IsName("or") || Current.IsName("and")) return false;
        if (Current.IsName("is")) throw Fail("You cannot chain multiple tests with is");
        return Current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float || Current.Is("[") || Current.Is("{");
    }
}
