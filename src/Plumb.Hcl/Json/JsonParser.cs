using Plumb.Core.Diagnostics;
using Plumb.Core.Numerics;
using Plumb.Core.Text;

namespace Plumb.Hcl.Json;

/// <summary>
/// Parses JSON into nodes with spans. After a fault the rest of the innermost object or array is skipped, which then
/// counts as invalid.
/// </summary>
internal sealed class JsonParser(SourceFile file, DiagnosticBag diagnostics)
{
    private const int MaxNesting = 400;

    private readonly JsonScanner _scanner = new(file.Text);
    private int _nesting;
    private bool _hasFaults;

    public JsonNode ParseDocument()
    {
        var root = ParseValue();
        if (!_hasFaults && _scanner.Next.Kind != JsonTokenKind.EndOfFile)
            Report(HclRules.JsonExtraData, Span(_scanner.Next), "The JSON value is complete before this place, yet more text follows.");
        return root;
    }

    private JsonNode ParseValue()
    {
        var token = _scanner.Next;
        switch (token.Kind)
        {
            case JsonTokenKind.OpenBrace: return ParseNested(ParseObject);
            case JsonTokenKind.OpenBracket: return ParseNested(ParseArray);
            case JsonTokenKind.String: return ParseString(_scanner.Read());
            case JsonTokenKind.Number: return ParseNumber(_scanner.Read());
            case JsonTokenKind.Keyword: return ParseKeyword(_scanner.Read());
            case JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.EndOfFile:
                return Fail(HclRules.JsonMissingValue, token, token.Kind == JsonTokenKind.EndOfFile
                    ? "A JSON value should stand here, but the text ends."
                    : "A JSON value should stand here.");
            default:
                return Fail(HclRules.JsonInvalidValue, token, "A JSON value is an object, an array, a number, a string, true, false or null.");
        }
    }

    private JsonNode ParseNested(Func<JsonToken, JsonNode> parse)
    {
        var open = _scanner.Read();
        if (_nesting == MaxNesting)
        {
            while (_scanner.Next.Kind != JsonTokenKind.EndOfFile) _scanner.Read();
            return Fail(HclRules.NestedTooDeeply, open, $"JSON may nest {MaxNesting} levels deep.");
        }
        _nesting++;
        var node = parse(open);
        _nesting--;
        return node;
    }

    private JsonNode ParseObject(JsonToken open)
    {
        var properties = new List<JsonProperty>();
        while (_scanner.Next.Kind != JsonTokenKind.CloseBrace)
        {
            var name = ParseValue();
            if (name is not JsonString text) return FailName(name, open);
            var colon = _scanner.Read();
            if (colon.Kind != JsonTokenKind.Colon) return FailColon(colon, open);
            properties.Add(new JsonProperty(text, ParseValue()));

            var next = _scanner.Next;
            if (next.Kind == JsonTokenKind.CloseBrace) break;
            if (next.Kind != JsonTokenKind.Comma) return FailSeparator(open, JsonTokenKind.CloseBrace);
            _scanner.Read();
            if (_scanner.Next.Kind == JsonTokenKind.CloseBrace) return FailTrailingComma(next, open);
        }
        return new JsonObject(properties, Span(open), Span(_scanner.Read()));
    }

    private JsonNode ParseArray(JsonToken open)
    {
        var elements = new List<JsonNode>();
        while (_scanner.Next.Kind != JsonTokenKind.CloseBracket)
        {
            elements.Add(ParseValue());
            var next = _scanner.Next;
            if (next.Kind == JsonTokenKind.CloseBracket) break;
            if (next.Kind != JsonTokenKind.Comma) return FailSeparator(open, JsonTokenKind.CloseBracket);
            _scanner.Read();
            if (_scanner.Next.Kind == JsonTokenKind.CloseBracket) return FailTrailingComma(next, open);
        }
        return new JsonArray(elements, Span(open), Span(_scanner.Read()));
    }

    private JsonNode ParseString(JsonToken token)
    {
        var quoted = file.Text.AsSpan(token.Start, token.End - token.Start);
        if (JsonStringDecoder.TryDecode(quoted, out var text, out var faultAt)) return new JsonString(text, Span(token));
        if (faultAt == quoted.Length) return Fail(HclRules.JsonInvalidString, token, "The string has no closing quote on its line. A line break within a string is written as \\n.");
        var at = token.Start + faultAt;
        Report(new Diagnostic(HclRules.JsonInvalidString, file.Span(at, Math.Min(at + 2, token.End)), "There is no such escape sequence in JSON.")
        {
            Context = Span(token),
            Help = "For a backslash itself write two.",
        });
        return new JsonInvalid(Span(token));
    }

    private JsonNode ParseNumber(JsonToken token)
    {
        var text = file.Text.AsSpan(token.Start, token.End - token.Start);
        return IsNumber(text) && Number.TryParse(text, out var number)
            ? new JsonNumber(number, Span(token))
            : Fail(HclRules.JsonInvalidNumber, token, $"This is not a number of JSON: {text}.");
    }

    /// <summary>JSON allows no leading plus or zero, and wants digits on both sides of the point.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ['-', ..]) text = text[1..];
        var digits = CountDigits(text);
        if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
        text = text[digits..];
        if (text is ['.', ..])
        {
            digits = CountDigits(text[1..]);
            if (digits == 0) return false;
            text = text[(1 + digits)..];
        }
        if (text is ['e' or 'E', '+' or '-', ..]) text = text[1..];
        else if (text is not ['e' or 'E', ..]) return text.IsEmpty;
        return text.Length > 1 && CountDigits(text[1..]) == text.Length - 1;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    private JsonNode ParseKeyword(JsonToken token)
    {
        var text = file.Text[token.Start..token.End];
        switch (text)
        {
            case "true": return new JsonBool(true, Span(token));
            case "false": return new JsonBool(false, Span(token));
            case "null": return new JsonNull(Span(token));
        }
        var similar = SimilarName.Find(text, ["true", "false", "null"]);
        Report(new Diagnostic(HclRules.JsonInvalidKeyword, Span(token), $"JSON knows the words true, false and null only, not \"{text}\".")
        {
            Help = similar is null ? "A string is written in double quotes." : $"Did you mean {similar}?",
        });
        return new JsonInvalid(Span(token));
    }

    /// <summary>What is not even a value has been told already; it is told again as a name, for which strings only will do.</summary>
    private JsonInvalid FailName(JsonNode name, JsonToken open)
    {
        Report(HclRules.JsonInvalidName, name.StartSpan, "The name of a property is a string in double quotes.");
        return Abandon(open, JsonTokenKind.CloseBrace);
    }

    private JsonInvalid FailColon(JsonToken token, JsonToken open)
    {
        Report(HclRules.JsonMissingColon, Span(token), token.Kind switch
        {
            JsonTokenKind.Equal => "In JSON a colon separates a name from its value, not an equals sign.",
            JsonTokenKind.CloseBrace or JsonTokenKind.Comma => "After the name of a property comes a colon and its value. For values without names use square brackets.",
            _ => "After the name of a property comes a colon and its value.",
        });
        return token.Kind == JsonTokenKind.CloseBrace ? new JsonInvalid(Span(open).To(Span(token))) : Abandon(open, JsonTokenKind.CloseBrace);
    }

    private JsonInvalid FailTrailingComma(JsonToken comma, JsonToken open)
    {
        Report(HclRules.JsonTrailingComma, Span(comma), "JSON allows no comma after the last item.");
        return new JsonInvalid(Span(open).To(Span(_scanner.Read())));
    }

    private JsonInvalid FailSeparator(JsonToken open, JsonTokenKind close)
    {
        var next = _scanner.Next;
        var (rule, detail) = next.Kind switch
        {
            JsonTokenKind.EndOfFile => (HclRules.JsonUnclosed, "The text ends before this is closed."),
            JsonTokenKind.CloseBrace => (HclRules.JsonMismatched, "An array opened with a bracket is closed with a bracket, not with a brace."),
            JsonTokenKind.CloseBracket => (HclRules.JsonMismatched, "An object opened with a brace is closed with a brace, not with a bracket."),
            JsonTokenKind.Colon => (HclRules.JsonInvalidValue, "The values of an array have no names, so no colon can stand here."),
            _ => (HclRules.JsonMissingComma, "A comma should separate this item from the one before."),
        };
        // That nothing is closed any more after a fault says no more than the fault.
        if (next.Kind != JsonTokenKind.EndOfFile) Report(rule, Span(next), detail);
        else if (!_hasFaults) Report(rule, Span(open), detail);
        if (next.Kind is not (JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket)) return Abandon(open, close);
        return new JsonInvalid(Span(open).To(Span(_scanner.Read())));
    }

    /// <summary>Skips past the end of the object or array that was opened.</summary>
    private JsonInvalid Abandon(JsonToken open, JsonTokenKind close)
    {
        var (opening, nested) = (open.Kind, 0);
        while (true)
        {
            var token = _scanner.Read();
            if (token.Kind == opening) nested++;
            else if (token.Kind == JsonTokenKind.EndOfFile || (token.Kind == close && nested-- == 0)) return new JsonInvalid(Span(open).To(Span(token)));
        }
    }

    private JsonInvalid Fail(DiagnosticRule rule, JsonToken token, string detail)
    {
        Report(rule, Span(token), detail);
        return new JsonInvalid(Span(token));
    }

    private void Report(DiagnosticRule rule, SourceSpan subject, string detail) => Report(new Diagnostic(rule, subject, detail));

    private void Report(Diagnostic diagnostic)
    {
        _hasFaults = true;
        diagnostics.Add(diagnostic);
    }

    private SourceSpan Span(JsonToken token) => file.Span(token.Start, token.End);
}
