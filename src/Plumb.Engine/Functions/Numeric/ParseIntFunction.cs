using System.Globalization;
using System.Numerics;
using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>parseint</c>: a whole number from its digits in a base of 2 to 62.</summary>
internal static class ParseIntFunction
{
    internal static Function Create() => new()
    {
        Name = "parseint",
        Description = "Reads a text as a whole number in the given base, from 2 to 62. Up to base 36 the case of letters does not matter; beyond, upper-case letters come after lower-case ones.",
        Parameters =
        [
            new Parameter("number", DataType.Dynamic) { AllowMarked = true },
            new Parameter("base", DataType.Number) { AllowMarked = true },
        ],
        ReturnType = static call => call[0].Type is PrimitiveType type && ReferenceEquals(type, DataType.String)
            ? DataType.Number
            : call.FailType(0, $"the digits must be a string, not {call[0].Type.FriendlyName}"),
        RefineResult = Function.NeverNull,
        Body = Parse,
    };

    private static Value Parse(FunctionCall call)
    {
        if (!call.TryWholeNumberAt(1, out var radix, out var problem)) return call.Fail(1, $"the base {problem}");
        if (radix is < 2 or > 62) return call.Fail(1, "the base must be a whole number from 2 to 62");
        return TryParse(call.TextAt(0), (int)radix, out var number)
            ? Value.Number(Number.FromBigInteger(number)).WithMarks(call[0].Marks.Union(call[1].Marks))
            : call.Fail(0, $"{call[0].Shown()} is not a whole number in base {call[1].Shown()}");
    }

    private static bool TryParse(string text, int radix, out BigInteger number)
    {
        number = BigInteger.Zero;
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        if (digits.IsEmpty) return false;
        if (radix == 10)
        {
            // The framework's parser is far faster than digit by digit on long numbers.
            if (!BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        }
        else
        {
            foreach (var digit in digits)
            {
                var value = ValueOf(digit, radix);
                if (value >= radix) return false;
                number = number * radix + value;
            }
        }
        if (negative) number = -number;
        return true;
    }

    private static int ValueOf(char digit, int radix) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'z' => digit - 'a' + 10,
        >= 'A' and <= 'Z' => digit - 'A' + (radix <= 36 ? 10 : 36),
        _ => int.MaxValue,
    };
}
