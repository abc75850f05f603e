using System.Text;
using Plumb.Core.Numerics;

namespace Plumb.Core.MessagePack;

/// <summary>
/// Numbers in the smallest form that loses nothing: an integer, a double, or decimal text for what is neither.
/// Infinities are doubles. Readers take any form.
/// </summary>
internal static class NumberFormat
{
    internal static void Write(MessagePackWriter output, Number number)
    {
        if (number.IsInfinity) output.WriteDouble(number.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity);
        else if (number.TryGetInt64(out var integer)) output.WriteInteger(integer);
        else if (!number.IsInteger && IsDouble(number, out var value)) output.WriteDouble(value);
        else output.WriteString(number.ToString());
    }

    internal static bool TryRead(ref MessagePackReader reader, out Number number)
    {
        if (reader.TryReadNumber(out number)) return true;
        return reader.TryReadBytes(out var text) && Number.TryParse(Encoding.UTF8.GetString(text), out number);
    }

    /// <summary>Exactly, to the last bit: 0.1 written as text is not the double that prints as 0.1.</summary>
    private static bool IsDouble(Number number, out double value)
    {
        value = number.ToDouble();
        return double.IsFinite(value)
            && number.TryGetParts(out var mantissa, out var exponent)
            && Number.FromDouble(value).TryGetParts(out var m, out var e)
            && mantissa == m && exponent == e;
    }
}
