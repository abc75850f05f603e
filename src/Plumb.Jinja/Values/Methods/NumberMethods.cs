using System.Collections.Frozen;
using System.Numerics;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of numbers.</summary>
internal static class NumberMethods
{
    public static readonly FrozenDictionary<string, PyMethod> OfIntegers = new Dictionary<string, PyMethod>
    {
        ["bit_length"] = MethodArguments.OfNone("bit_length", owner => PyInteger.Box((long)BigInteger.Abs(Integer(owner)).GetBitLength())),
        ["bit_count"] = MethodArguments.OfNone("bit_count", owner => PyInteger.Box((long)BigInteger.PopCount(BigInteger.Abs(Integer(owner))))),
        ["conjugate"] = MethodArguments.OfNone("conjugate", PyArithmetic.Plus),
        ["as_integer_ratio"] = MethodArguments.OfNone("as_integer_ratio", owner => new PyTuple(PyArithmetic.Plus(owner), 1L)),
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, PyMethod> OfFloats = new Dictionary<string, PyMethod>
    {
        ["is_integer"] = MethodArguments.OfNone("is_integer", owner => PyBoolean.Box(double.IsInteger((double)owner))),
        ["conjugate"] = MethodArguments.OfNone("conjugate", owner => owner),
        ["as_integer_ratio"] = MethodArguments.OfNone("as_integer_ratio", owner => Ratio((double)owner)),
    }.ToFrozenDictionary();

    private static BigInteger Integer(object owner) => PyInteger.TryGet(owner, out BigInteger integer) ? integer : BigInteger.Zero;

    private static PyTuple Ratio(double number)
    {
        if (double.IsNaN(number)) throw JinjaException.Value("cannot convert NaN to integer ratio");
        if (double.IsInfinity(number)) throw new JinjaException("OverflowError", "cannot convert Infinity to integer ratio");
        var denominator = BigInteger.One;
        while (!double.IsInteger(number)) (number, denominator) = (number * 2, denominator * 2);
        return new PyTuple(PyInteger.Box(new BigInteger(number)), PyInteger.Box(denominator));
    }
}
