using System.Numerics;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that choose by chance, or by a seed.</summary>
internal static class RandomFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("random", "start=None, step=None, seed=None", Random, "rand"),
        FilterDefinition.Filter("shuffle", "seed=None", Shuffle, "randomize_list"),
    ];

    /// <summary>The generator that a seed stands for; of the system where there is none.</summary>
    internal static PythonRandom Generator(object? seed) => seed switch
    {
        null => PythonRandom.System(),
        string text => PythonRandom.Seeded(text),
        Markup markup => PythonRandom.Seeded(markup.Text),
        double number => PythonRandom.Seeded(HashOf(number)),
        _ when PyInteger.TryGet(seed, out BigInteger integer) => PythonRandom.Seeded(integer),
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type("The only supported seed types are: None,\nint, float, str, bytes, and bytearray."),
    };

    private static object? Random(FilterCall call)
    {
        var random = Generator(call[2]);
        if (PyInteger.TryGet(call.Value, out BigInteger end))
        {
            var start = PyValues.Truth(call[0]) ? FilterCall.Integer(call[0]) : 0;
            return PyInteger.Box(random.Range(start, end, PyValues.Truth(call[1]) ? FilterCall.Integer(call[1]) : 1));
        }

        if (PyValues.IterateOrNone(call.Value) is not { } items || call.Value is PyBytes) throw TemplatingException.Filter("random can only be used on sequences and integers");
        if (PyValues.Truth(call[0]) || PyValues.Truth(call[1])) throw TemplatingException.Filter("start and step can only be used with integer values");
        if (call.Value is not (IPySequence or string or Markup)) throw JinjaException.Type($"'{PyTypes.NameOf(call.Value)}' object is not subscriptable");
        List<object?> choices = [.. items];
        return choices.Count > 0 ? choices[random.Below(choices.Count)] : throw new JinjaException("IndexError", "Cannot choose from an empty sequence");
    }

    private static object? Shuffle(FilterCall call)
    {
        if (call.Value is Undefined undefined) throw undefined.Fault();
        if (PyValues.IterateOrNone(call.Value) is not { } items) return call.Value;
        List<object?> shuffled = [.. items];
        Generator(PyValues.Truth(call[0]) ? call[0] : null).Shuffle(shuffled);
        return new PyList(shuffled);
    }

    /// <summary>Python's hash of a floating-point number: its value modulo the prime 2⁶¹ − 1.</summary>
    private static BigInteger HashOf(double number)
    {
        if (double.IsInfinity(number)) return number > 0 ? 314159 : -314159;
        if (double.IsNaN(number)) return 0;
        var modulus = (BigInteger.One << 61) - 1;
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(number));
        var exponent = (int)(bits >> 52);
        var mantissa = (bits & 0xfffffffffffff) | (exponent > 0 ? 1L << 52 : 0);
        var power = (((Math.Max(exponent, 1) - 1075) % 61) + 61) % 61;
        var hash = new BigInteger(mantissa) * (BigInteger.One << power) % modulus;
        return number < 0 ? (hash == 1 ? -2 : -hash) : hash;
    }
}
