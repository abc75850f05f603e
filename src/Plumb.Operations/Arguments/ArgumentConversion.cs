using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Arguments;

/// <summary>Converts one value to the type that its argument has, as the peer's modules do. The messages equal the peer's.</summary>
internal static class ArgumentConversion
{
    private static readonly HashSet<string> Truths = new(StringComparer.Ordinal) { "y", "yes", "on", "1", "true", "t" };
    private static readonly HashSet<string> Falsehoods = new(StringComparer.Ordinal) { "n", "no", "off", "0", "false", "f" };

    public static string TypeName(ArgumentType type) => type switch
    {
        ArgumentType.Text => "str",
        ArgumentType.Boolean => "bool",
        ArgumentType.Integer => "int",
        ArgumentType.Float => "float",
        ArgumentType.List => "list",
        ArgumentType.Map => "dict",
        ArgumentType.Path => "path",
        ArgumentType.Raw => "raw",
        ArgumentType.Json => "json",
        ArgumentType.Bytes => "bytes",
        _ => "bits",
    };

    /// <summary>The converted value, or in <paramref name="error"/> why there is none.</summary>
    public static DataValue Convert(DataValue value, ArgumentType type, IHost host, out string? error)
    {
        error = null;
        var converted = type switch
        {
            ArgumentType.Text => value as TextData ?? DataValue.Of(PythonText.Str(value)),
            ArgumentType.Path => DataValue.Of(PathExpansion.Expand(PythonText.Str(value), host)),
            ArgumentType.Raw => value,
            ArgumentType.Boolean => Boolean(value, ref error),
            ArgumentType.Integer => Integer(value),
            ArgumentType.Float => Float(value),
            ArgumentType.List => List(value),
            ArgumentType.Map => Map(value, ref error),
            ArgumentType.Json => Json(value),
            _ => HumanSize.Parse(PythonText.Str(value), bits: type == ArgumentType.Bits) is { } size ? DataValue.Of(size) : null,
        };
        if (converted is not null) return converted;
        error ??= $"{PythonText.TypeName(value)} cannot be converted to {Wanted(type)}";
        return value;
    }

    private static string Wanted(ArgumentType type) => type switch
    {
        ArgumentType.Integer => "an int",
        ArgumentType.Json => "a json string",
        ArgumentType.Bytes => "a Byte value",
        ArgumentType.Bits => "a Bit value",
        _ => "a " + TypeName(type),
    };

    private static DataValue? Boolean(DataValue value, ref string? error)
    {
        if (value is BooleanData) return value;
        if (value is not (TextData or IntegerData or FloatData)) return null;
        var text = value is FloatData { Value: 0 or 1 } number ? (number.Value == 1 ? "1" : "0") : PythonText.Str(value).ToLowerInvariant().Trim();
        if (Truths.Contains(text)) return DataValue.Of(true);
        if (Falsehoods.Contains(text)) return DataValue.Of(false);
        error = $"The value '{PythonText.Str(value)}' is not a valid boolean.  Valid booleans include: 0, 1, 'off', 'y', 'on', 't', 'f', 'yes', 'false', 'true', '0', 'no', 'n', '1'";
        return null;
    }

    private static DataValue? Integer(DataValue value) => value switch
    {
        IntegerData => value,
        BooleanData flag => flag.Value ? 1 : 0,
        TextData text when long.TryParse(text.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static DataValue? Float(DataValue value) => value switch
    {
        FloatData => value,
        IntegerData number => (double)number.Value,
        BooleanData flag => flag.Value ? 1.0 : 0.0,
        TextData text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static DataValue? List(DataValue value) => value switch
    {
        ListData => value,
        TextData text => DataValue.Of(text.Value.Split(',')),
        IntegerData or FloatData or BooleanData => DataValue.Of([PythonText.Str(value)]),
        _ => null,
    };

    private static DataValue? Json(DataValue value) => value switch
    {
        TextData text => text.Value.Trim(),
        ListData or MapData => DataJson.WriteSpaced(value),
        _ => null,
    };

    private static DataValue? Map(DataValue value, ref string? error)
    {
        if (value is MapData) return value;
        if (value is not TextData { Value: var text }) return null;
        if (text.StartsWith('{'))
        {
            if (Literal(text) is { } literal) return literal;
            error = "unable to evaluate string as dictionary";
            return null;
        }
        if (text.Contains('=', StringComparison.Ordinal)) return Pairs(text);
        error = "dictionary requested, could not parse JSON or key=value";
        return null;
    }

    private static DataValue? Literal(string text)
    {
        try
        {
            return DataJson.Parse(text);
        }
        catch (JsonException)
        {
            return PythonLiteral.TryParse(text);
        }
    }

    private static MapData? Pairs(string text)
    {
        var map = new MapBuilder();
        foreach (var field in Fields(text.Trim()))
        {
            var split = field.IndexOf('=', StringComparison.Ordinal);
            if (split < 0) return null;
            map[field[..split]] = field[(split + 1)..];
        }
        return map.Build();
    }

    // Fields end at commas and spaces outside of quotes; a backslash takes the next character as it is.
    private static IEnumerable<string> Fields(string text)
    {
        var field = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                if (++i < text.Length) field.Append(text[i]);
            }
            else if (quote == '\0' && c is '\'' or '"' && quote == '\0')
            {
                quote = c;
            }
            else if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is ',' or ' ' && quote == '\0')
            {
                if (field.Length > 0) yield return field.ToString();
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        if (field.Length > 0) yield return field.ToString();
    }
}
