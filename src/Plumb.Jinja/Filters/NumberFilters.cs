using System.Numerics;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Formatting;
using Plumb.Jinja.Values.Methods;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters that make or change numbers.</summary>
internal static class NumberFilters
{
    public static void AddTo(FilterTable table) => table
        .Pure("abs", "abs", [], (value, _) => Absolute(value))
        .Pure("int", "do_int", [Optional("default", 0L), Optional("base", 10L)], Integer)
        .Pure("float", "do_float", [Optional("default", 0.0)], (value, a) => Float(value) is { } number ? number : a[0])
        .Pure("round", "do_round", [Optional("precision", 0L), Optional("method", "common")], Round)
        .Pure("filesizeformat", "do_filesizeformat", [Optional("binary", PyBoolean.False)], (value, a) => FileSize(value, PyValues.Truth(a[0])));

    private static object? Absolute(object? value) => value switch
    {
        double number => Math.Abs(number),
        TimeSpan span => span.Duration(),
        _ when PyInteger.TryGet(value, out BigInteger integer) => PyInteger.Box(BigInteger.Abs(integer)),
        _ => throw JinjaException.Type($"bad operand type for abs(): '{PyTypes.NameOf(value)}'"),
    };

    private static object? Integer(object? value, object?[] arguments)
    {
        var direct = value is string or Markup ? PyNumbers.ParseInteger(PyText.Str(value), MethodArguments.Count(arguments[1])) : PyNumbers.ToInteger(value);
        if (direct is not null) return direct;
        if (Float(value) is not { } number || double.IsNaN(number)) return arguments[0];
        return double.IsFinite(number) ? PyInteger.Box(new BigInteger(number)) : throw new JinjaException("OverflowError", "cannot convert float infinity to integer");
    }

    private static double? Float(object? value) => PyNumbers.ToFloat(value);

    private static object Round(object? value, object?[] arguments)
    {
        var digits = PyInteger.Index(arguments[0], () => JinjaException.Type($"'{PyTypes.NameOf(arguments[0])}' object cannot be interpreted as an integer"));
        switch (arguments[1] is string or Markup ? PyText.Str(arguments[1]) : "")
        {
            case "common": return PyNumbers.Round(value, digits);
            case "ceil": return Scale(value, digits, Math.Ceiling);
            case "floor": return Scale(value, digits, Math.Floor);
            default: throw new JinjaException("FilterArgumentError", "method must be common, ceil or floor");
        }
    }

    private static object Scale(object? value, long digits, Func<double, double> round)
    {
        var unit = PyArithmetic.Power(PyInteger.Box(10), PyInteger.Box(digits));
        var scaled = PyArithmetic.Multiply(value, unit);
        if (scaled is not (double or long or bool or BigInteger)) throw JinjaException.Type($"must be real number, not {PyTypes.NameOf(scaled)}");
        object whole = scaled is double number ? PyInteger.Box(new BigInteger(round(number))) : scaled;
        return PyArithmetic.Divide(whole, unit) ?? 0.0;
    }

    private static string FileSize(object? value, bool binary)
    {
        if (PyNumbers.ToFloat(value) is not { } bytes)
        {
            throw value is string or Markup
                ? JinjaException.Value($"could not convert string to float: {PyText.Repr(PyText.Str(value))}")
                : JinjaException.Type($"float() argument must be a string or a real number, not '{PyTypes.NameOf(value)}'");
        }
        var unit = binary ? 1024.0 : 1000.0;
        if (bytes == 1) return "1 Byte";
        if (bytes < unit) return $"{PyText.Str(PyInteger.Box(new BigInteger(bytes)))} Bytes";
        string[] names = binary ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"] : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
        var index = 0;
        var next = unit * unit;
        for (; index < names.Length - 1 && bytes >= next; index++) next *= unit;
        return $"{FloatDigits.Fixed(unit * bytes / next, 1)} {names[index]}";
    }
}
