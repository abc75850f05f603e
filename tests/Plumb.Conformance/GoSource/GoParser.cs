namespace Plumb.Conformance.GoSource;

/// <summary>
/// Parses the expressions that Go prints for values and types (<c>%#v</c>):
/// <code>
/// expression = primary { "." name "(" arguments ")" }
/// primary    = string | number | name [ "." name ] [ "(" arguments ")" ] | composite
/// composite  = ( "[" "]" | "map" "[" "string" "]" ) type "{" elements "}"
/// </code>
/// </summary>
internal sealed class GoParser
{
    private readonly GoScanner _scanner;

    private GoParser(string text) => _scanner = new GoScanner(text);

    public static GoExpression Parse(string text)
    {
        var parser = new GoParser(text);
        var expression = parser.ParseExpression();
        return parser._scanner.Peek() == '\0' ? expression : throw parser._scanner.Fail("expected nothing more");
    }

    private GoExpression ParseExpression()
    {
        var expression = ParsePrimary();
        while (_scanner.TryTake('.'))
        {
            var method = _scanner.TakeName();
            _scanner.Take('(');
            expression = new GoMethodCall(expression, method, ParseList(')'));
        }
        return expression;
    }

    private GoExpression ParsePrimary() => _scanner.Peek() switch
    {
        '"' => new GoString(_scanner.TakeString()),
        '[' => ParseSlice(),
        '-' or '+' or (>= '0' and <= '9') => new GoNumber(_scanner.TakeNumber()),
        _ => ParseName(),
    };

    private GoExpression ParseName()
    {
        var name = ParseTypeName();
        if (name == "map" && _scanner.Peek() == '[') return ParseMap();
        return _scanner.TryTake('(') ? new GoCall(name, ParseList(')')) : new GoName(name);
    }

    private string ParseTypeName()
    {
        var name = _scanner.TakeName();
        return name == "cty" && _scanner.TryTake('.') ? $"cty.{_scanner.TakeName()}" : name;
    }

    private GoSlice ParseSlice()
    {
        _scanner.Take('[');
        _scanner.Take(']');
        var element = ParseTypeName();
        _scanner.Take('{');
        return new GoSlice(element, ParseList('}'));
    }

    private GoMap ParseMap()
    {
        _scanner.Take('[');
        if (_scanner.TakeName() != "string") throw _scanner.Fail("keys are strings");
        _scanner.Take(']');
        var element = ParseTypeName();
        _scanner.Take('{');
        var entries = new List<KeyValuePair<string, GoExpression>>();
        while (!_scanner.TryTake('}'))
        {
            var key = _scanner.TakeString();
            _scanner.Take(':');
            entries.Add(KeyValuePair.Create(key, ParseExpression()));
            if (!_scanner.TryTake(',') && _scanner.Peek() != '}') throw _scanner.Fail("expected , or }");
        }
        return new GoMap(element, entries);
    }

    /// <summary>Up to the closing sign, which is taken too; a comma may follow the last element.</summary>
    private List<GoExpression> ParseList(char close)
    {
        var elements = new List<GoExpression>();
        while (!_scanner.TryTake(close))
        {
            elements.Add(ParseExpression());
            if (!_scanner.TryTake(',') && _scanner.Peek() != close) throw _scanner.Fail($"expected , or {close}");
        }
        return elements;
    }
}
