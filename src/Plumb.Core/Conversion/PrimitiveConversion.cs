using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>Text from numbers and bools, and numbers and bools from text.</summary>
internal static class PrimitiveConversion
{
    /// <summary>The converted value of a known one, or null and the reason.</summary>
    internal static Value? Convert(Value value, PrimitiveType want, out string reason)
    {
        reason = "";
        switch (value)
        {
            case NumberValue n when ReferenceEquals(want, DataType.String):
                return Value.String(n.Number.ToString());
            case BoolValue b when ReferenceEquals(want, DataType.String):
                return Value.String(b.IsTrue ? "true" : "false");
            case StringValue s when ReferenceEquals(want, DataType.Number):
                reason = "a number is required";
                return Number.TryParse(s.Text, out var number) ? Value.Number(number) : null;
            case StringValue s when ReferenceEquals(want, DataType.Bool):
                return ParseBool(s.Text, out reason);
            default:
                reason = MismatchText.Write(value.Type, want);
                return null;
        }
    }

    private static BoolValue? ParseBool(string text, out string reason)
    {
        reason = "a bool is required";
        if (text is "true" or "1") return Value.True;
        if (text is "false" or "0") return Value.False;
        foreach (var word in (ReadOnlySpan<string>)["true", "false"])
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase)) reason += $"; to convert from string, use lowercase \"{word}\"";
        return null;
    }
}
