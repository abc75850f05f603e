using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Strings.Formatting;

/// <summary>Carries out a format string on values: each verb converts its argument and prints it.</summary>
internal sealed class ValueFormatter
{
    private readonly IReadOnlyList<FormatPart> _parts;
    private readonly string? _syntaxError;
    private readonly int _highestArgument;

    internal ValueFormatter(string format)
    {
        _parts = FormatStringParser.Parse(format, out _syntaxError);
        _highestArgument = _parts.OfType<FormatVerb>().Select(v => v.Argument).DefaultIfEmpty().Max();
    }

    /// <summary>The text, or why there is none. The arguments are wholly known; <paramref name="extra"/> is the place of the first that no verb uses, if that is the fault.</summary>
    internal bool TryFormat(ReadOnlySpan<Value> arguments, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? error, out int? extra)
    {
        (text, error, extra) = (null, null, null);
        var output = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part is FormatLiteral literal) output.Append(literal.Text);
            else if (!TryAppend(output, (FormatVerb)part, arguments, out error)) return false;
            if (output.Length <= TextLimits.MaxLength) continue;
            error = TextLimits.Describe;
            return false;
        }
        if (_syntaxError is not null)
        {
            error = _syntaxError;
            return false;
        }
        if (_highestArgument < arguments.Length)
        {
            extra = _highestArgument;
            error = _highestArgument == 0
                ? "there are arguments, but the format string has no verbs to use them"
                : $"there are more arguments than the {_highestArgument} that the format string uses";
            return false;
        }
        text = output.ToString();
        return true;
    }

    private static bool TryAppend(StringBuilder output, FormatVerb verb, ReadOnlySpan<Value> arguments, [NotNullWhen(false)] out string? error)
    {
        if (verb.Argument > arguments.Length)
        {
            error = $"the format verb {verb} needs argument {verb.Argument}, but there are only {arguments.Length}";
            return false;
        }
        var argument = arguments[verb.Argument - 1];
        if (argument is NullValue && verb.Letter != 'v')
        {
            error = $"the argument for {verb} is null; only %v can print null";
            return false;
        }
        var (text, problem) = verb.Letter switch
        {
            'v' => AsIs(verb, argument),
            't' => Bool(argument),
            'b' or 'd' or 'o' or 'x' or 'X' => Integer(verb, argument),
            'e' or 'E' or 'f' or 'g' or 'G' => Float(verb, argument),
            's' or 'q' => Text(verb, argument),
            _ => (null, "this letter is not a format verb"),
        };
        error = text is null ? $"the argument for {verb} cannot be printed: {problem}" : null;
        output.Append(text);
        return error is null;
    }

    private static (string? Text, string? Problem) AsIs(FormatVerb verb, Value argument) => argument switch
    {
        StringValue s when !verb.Sharp => (Pad(verb, s.Text), null),
        NumberValue n when !verb.Sharp => (Pad(verb, NumberFormats.General(n.Number)), null),
        _ => Json(verb, argument),
    };

    private static (string? Text, string? Problem) Bool(Value argument) =>
        TypeConversion.TryConvert(argument, DataType.Bool, out var converted, out var error)
            ? (((BoolValue)converted).IsTrue ? "true" : "false", null)
            : (null, error.Describe());

    private static (string? Text, string? Problem) Integer(FormatVerb verb, Value argument)
    {
        if (!TypeConversion.TryConvert(argument, DataType.Number, out var converted, out var error)) return (null, error.Describe());
        return ((NumberValue)converted).Number.TryGetBigInteger(out var integer)
            ? (NumberFormats.Integer(verb, integer), null)
            : (null, "a whole number is required");
    }

    private static (string? Text, string? Problem) Float(FormatVerb verb, Value argument)
    {
        if (!TypeConversion.TryConvert(argument, DataType.Number, out var converted, out var error)) return (null, error.Describe());
        return NumberFormats.Float(verb, ((NumberValue)converted).Number) is { } text ? (text, null) : (null, "the number has too many digits");
    }

    private static (string? Text, string? Problem) Text(FormatVerb verb, Value argument)
    {
        if (!TypeConversion.TryConvert(argument, DataType.String, out var converted, out var error)) return (null, error.Describe());
        var text = ((StringValue)converted).Text;
        if (verb.Precision is > 0 and var precision) text = Truncate(text, precision);
        return verb.Letter == 's' ? (Pad(verb, text), null) : Json(verb, Value.String(text));
    }

    private static (string? Text, string? Problem) Json(FormatVerb verb, Value value) =>
        JsonEncoding.TryEncode(value, out var json, out var problem) ? (Pad(verb, json), null) : (null, problem);

    /// <summary>By characters as people count them, not code points.</summary>
    private static string Truncate(string text, int characters)
    {
        var at = 0;
        for (var i = 0; i < characters && at < text.Length; i++) at += StringInfo.GetNextTextElementLength(text, at);
        return text[..at];
    }

    private static string Pad(FormatVerb verb, string text)
    {
        if (verb.Width is not { } width) return text;
        var missing = width;
        for (var at = 0; at < text.Length && missing > 0; missing--) at += StringInfo.GetNextTextElementLength(text, at);
        var padding = new string(verb.Zero ? '0' : ' ', missing);
        return verb.Minus ? text + padding : padding + text;
    }
}
