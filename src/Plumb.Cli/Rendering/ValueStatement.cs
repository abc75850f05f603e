using System.Globalization;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering;

/// <summary>What a diagnostic says of a value in a few words, such as <c>is "abc"</c> or <c>is list of string with 3 elements</c>.</summary>
internal static class ValueStatement
{
    /// <summary>Null where there is nothing to say: of a secret, and of a value of which not even the type is known.</summary>
    public static string? Of(Value value)
    {
        if (value.Marks is { IsSensitive: true } or { IsEphemeral: true }) return null;
        return value.Unmarked switch
        {
            UnknownValue { Type: DynamicType } => null,
            UnknownValue unknown => $"is a {unknown.Type.FriendlyName}",
            var known => "is " + Describe(known),
        };
    }

    /// <summary>Elements are not shown, for they may be secrets; names are.</summary>
    private static string Describe(Value value) => value switch
    {
        NullValue => "null",
        BoolValue b => b.IsTrue ? "true" : "false",
        NumberValue n => n.Number.ToString(),
        StringValue s => Quote(s.Text),
        SequenceValue { Count: 0 } or MapValue { Count: 0 } => $"empty {value.Type.FriendlyName}",
        SequenceValue { Count: 1 } or MapValue { Count: 1 } => $"{value.Type.FriendlyName} with 1 element",
        SequenceValue s => string.Create(CultureInfo.InvariantCulture, $"{value.Type.FriendlyName} with {s.Count} elements"),
        MapValue m => string.Create(CultureInfo.InvariantCulture, $"{value.Type.FriendlyName} with {m.Count} elements"),
        ObjectValue { Count: 0 } => "object with no attributes",
        ObjectValue { Count: 1 } o => $"object with 1 attribute {Quote(o.NameAt(0))}",
        ObjectValue o => string.Create(CultureInfo.InvariantCulture, $"object with {o.Count} attributes"),
        _ => value.Type.FriendlyName,
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\u007f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }
}
