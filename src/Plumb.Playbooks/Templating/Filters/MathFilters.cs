using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters of numbers.</summary>
internal static partial class MathFilters
{
    private static readonly (char Letter, int Shift)[] Sizes = [('Y', 80), ('Z', 70), ('E', 60), ('P', 50), ('T', 40), ('G', 30), ('M', 20), ('K', 10), ('B', 0)];

    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("log", $"base={PyFloat.Repr(Math.E)}", call => Guard("log() can only be used on numbers", () => Logarithm(call.Value, call[0])), "logarithm"),
        FilterDefinition.Filter("pow", "y", call => Guard("pow() can only be used on numbers", () => Power(FilterCall.Number(call.Value), FilterCall.Number(call[0]))), "power"),
        FilterDefinition.Filter("root", "base=2", call => Guard("root() can only be used on numbers", () => Root(call.Value, call[0])), "inversepower"),
        FilterDefinition.Filter("human_readable", "isbits=False, unit=None", HumanReadable),
        FilterDefinition.Filter("human_to_bytes", "default_unit=None, isbits=False", HumanToBytes),
    ];

    private static double Guard(string what, Func<double> compute)
    {
        try
        {
            return compute();
        }
        catch (JinjaException e) when (e.PythonClass == "TypeError")
        {
            throw JinjaException.Type($"{what}: {e.Message}");
        }
        catch (JinjaException e) when (e.PythonClass == "ValueError" && what.StartsWith("root", StringComparison.Ordinal))
        {
            throw JinjaException.Type($"{what}: {e.Message}");
        }
    }

    private static double Logarithm(object? value, object? numberBase)
    {
        var number = FilterCall.Number(value);
        if (number <= 0) throw JinjaException.Value("math domain error");
        var by = FilterCall.Number(numberBase);
        if (by == 10) return Math.Log10(number);
        if (by <= 0) throw JinjaException.Value("math domain error");
        if (by == 1) throw new JinjaException("ZeroDivisionError", "float division by zero");
        return Math.Log(number) / Math.Log(by);
    }

    private static double Power(double number, double exponent)
    {
        var result = Math.Pow(number, exponent);
        if (double.IsNaN(result) && !double.IsNaN(number) && !double.IsNaN(exponent)) throw JinjaException.Value("math domain error");
        if (number == 0 && exponent < 0) throw JinjaException.Value("math domain error");
        if (double.IsInfinity(result) && double.IsFinite(number) && double.IsFinite(exponent)) throw new JinjaException("OverflowError", "math range error");
        return result;
    }

    private static double Root(object? value, object? numberBase)
    {
        var number = FilterCall.Number(value);
        var by = numberBase is string digits ? double.Parse(digits, CultureInfo.InvariantCulture) : FilterCall.Number(numberBase);
        if (by == 2) return number < 0 ? throw JinjaException.Value("math domain error") : Math.Sqrt(number);
        return by == 0 ? throw new JinjaException("ZeroDivisionError", "float division by zero") : Power(number, 1.0 / by);
    }

    private static string HumanReadable(FilterCall call)
    {
        if (call.Value is string or Markup or PyList or PyDict or null) throw JinjaException.Type($"human_readable() failed on bad input: '>=' not supported between instances of '{PyTypes.NameOf(call.Value)}' and 'int'");
        var size = FilterCall.Number(call.Value);
        var unit = call[1] is null ? null : call.TextOf(1).ToUpperInvariant();
        var (letter, shift) = Sizes.FirstOrDefault(s => unit is null ? size >= Math.Pow(2, s.Shift) : unit == s.Letter.ToString(), Sizes[^1]);
        var whole = call.Flag(0) ? "bits" : "Bytes";
        var name = shift == 0 ? whole : $"{letter}{whole[0]}";
        return string.Create(CultureInfo.InvariantCulture, $"{size / Math.Pow(2, shift):F2} {name}");
    }

    private static object? HumanToBytes(FilterCall call)
    {
        var refusal = TemplatingException.Filter($"human_to_bytes() can't interpret following string: {call.Text}");
        var match = SizeText().Match(call.Text);
        if (!double.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) throw refusal;
        var unit = match.Groups[2].Success ? match.Groups[2].Value : call[0] is null ? null : call.TextOf(0);
        if (unit is null) return (long)Math.Round(number, MidpointRounding.ToEven);
        if (unit.Length == 0) throw refusal;

        var size = Array.FindIndex(Sizes, s => s.Letter == char.ToUpperInvariant(unit[0]));
        if (size < 0 || !UnitFits(unit, call.Flag(1))) throw refusal;
        return PyInteger.Box(new System.Numerics.BigInteger(Math.Round(number * Math.Pow(2, Sizes[size].Shift), MidpointRounding.ToEven)));
    }

    // MB are bytes and Mb are bits; megabyte and megabit may be written out.
    private static bool UnitFits(string unit, bool bits) =>
        unit.Length == 1 || unit.Contains(bits ? "bit" : "byte", StringComparison.OrdinalIgnoreCase) || unit[1] == (bits ? 'b' : 'B');

    [GeneratedRegex(@"\A\s*(\d*\.?\d*)\s*([A-Za-z]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex SizeText();
}
