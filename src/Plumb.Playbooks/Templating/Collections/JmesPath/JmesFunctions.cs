using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <summary>The functions of queries (https://jmespath.org/specification.html#built-in-functions).</summary>
internal static class JmesFunctions
{
    private const string Number = "number";
    private const string Text = "string";
    private const string List = "array";
    private const string Map = "object";
    private const string Reference = "expref";
    private const string Numbers = "array-number";
    private const string Texts = "array-string";

    /// <param name="Parameters">What each argument may be; empty for anything.</param>
    /// <param name="IsVariadic">Whether the last parameter may be given more than once.</param>
    private sealed record Function(string[][] Parameters, Func<object?[], object?> Apply, bool IsVariadic = false);

    private static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["abs"] = new([[Number]], a => a[0] is double number ? Math.Abs(number) : PyInteger.Box(BigInteger.Abs(Integer(a[0])))),
        ["avg"] = new([[Numbers]], a => Items(a[0]) is { Count: > 0 } items ? Real(Sum(items)) / items.Count : null),
        ["ceil"] = new([[Number]], a => Whole(a[0], Math.Ceiling)),
        ["contains"] = new([[List, Text], []], a => a[0] is string text ? a[1] is string part && text.Contains(part, StringComparison.Ordinal) : Items(a[0]).Any(item => PyValues.AreEqual(item, a[1]))),
        ["ends_with"] = new([[Text], [Text]], a => Str(a[0]).EndsWith(Str(a[1]), StringComparison.Ordinal)),
        ["floor"] = new([[Number]], a => Whole(a[0], Math.Floor)),
        ["join"] = new([[Text], [Texts]], a => string.Join(Str(a[0]), Items(a[1]).Select(Str))),
        ["keys"] = new([[Map]], a => new PyList(((IPyMapping)(a[0] ?? new PyDict())).Keys)),
        ["length"] = new([[Text, List, Map]], a => PyInteger.Box(PyValues.Length(a[0]))),
        ["map"] = new([[Reference], [List]], a => new PyList(Items(a[1]).Select(item => Applied(a[0], item)))),
        ["max"] = new([[Numbers, Texts]], a => Extreme(Items(a[0]), item => item, 1)),
        ["max_by"] = new([[List], [Reference]], a => Extreme(Items(a[0]), Key("max_by", a[1]), 1)),
        ["merge"] = new([[Map]], a => Merge(a), IsVariadic: true),
        ["min"] = new([[Numbers, Texts]], a => Extreme(Items(a[0]), item => item, -1)),
        ["min_by"] = new([[List], [Reference]], a => Extreme(Items(a[0]), Key("min_by", a[1]), -1)),
        ["not_null"] = new([[]], a => a.FirstOrDefault(item => item is not null), IsVariadic: true),
        ["reverse"] = new([[List, Text]], a => a[0] is string text ? PyStrings.Reverse(text) : new PyList(Items(a[0]).Reverse())),
        ["sort"] = new([[Texts, Numbers]], a => new PyList(PythonSorting.By(Items(a[0]), item => item))),
        ["sort_by"] = new([[List], [Reference]], a => new PyList(PythonSorting.By(Items(a[0]), Key("sort_by", a[1])))),
        ["starts_with"] = new([[Text], [Text]], a => Str(a[0]).StartsWith(Str(a[1]), StringComparison.Ordinal)),
        ["sum"] = new([[Numbers]], a => Sum(Items(a[0]))),
        ["to_array"] = new([[]], a => a[0] is IPySequence ? a[0] : new PyList([a[0]])),
        ["to_number"] = new([[]], a => ToNumber(a[0])),
        ["to_string"] = new([[]], a => a[0] as string ?? new PythonJsonWriter { ItemSeparator = ",", KeySeparator = ":" }.Write(a[0])),
        ["type"] = new([[]], a => TypeOf(a[0])),
        ["values"] = new([[Map]], a => new PyList(PyMappings.Entries((IPyMapping)(a[0] ?? new PyDict())).Select(e => e.Value))),
    };

    public static object? Call(string name, object?[] arguments)
    {
        if (!All.TryGetValue(name, out var function)) throw new JmesPathException($"Unknown function: {name}()");
        var expected = function.Parameters.Length;
        if (function.IsVariadic ? arguments.Length < expected : arguments.Length != expected)
            throw new JmesPathException($"Expected {(function.IsVariadic ? "at least " : "")}{expected} argument{(expected == 1 ? "" : "s")} for function {name}(), received {arguments.Length}");
        for (var i = 0; i < arguments.Length; i++) Check(name, function.Parameters[Math.Min(i, expected - 1)], arguments[i]);
        return function.Apply(arguments);
    }

    private static void Check(string name, string[] allowed, object? value)
    {
        if (allowed.Length == 0) return;
        var type = TypeOf(value);
        if (allowed.Contains(type)) return;
        if (value is IPySequence list && allowed.Where(a => a.StartsWith("array-", StringComparison.Ordinal)).Any(a => list.All(item => TypeOf(item) == a["array-".Length..]))) return;
        throw new JmesPathException($"In function {name}(), invalid type for value: {PyText.Str(value)}, expected one of: {PyText.Repr(new PyList(allowed))}, received: \"{type}\"");
    }

    private static string TypeOf(object? value) => value switch
    {
        null => "null",
        bool => "boolean",
        string or Markup => Text,
        IPySequence => List,
        IPyMapping => Map,
        ReferenceExpression => Reference,
        _ when JmesSearch.IsNumber(value) => Number,
        _ => "null",
    };

    private static IReadOnlyList<object?> Items(object? value) => (IPySequence)(value ?? new PyList());

    private static string Str(object? value) => PyText.Str(value);

    private static BigInteger Integer(object? value) => PyInteger.TryGet(value, out BigInteger integer) ? integer : 0;

    private static double Real(object? value) => value is double number ? number : (double)Integer(value);

    private static object? Whole(object? value, Func<double, double> round) => value is double number ? PyInteger.Box(new BigInteger(round(number))) : value;

    private static object Sum(IReadOnlyList<object?> items) =>
        items.Any(i => i is double) ? items.Sum(Real) : PyInteger.Box(items.Aggregate(BigInteger.Zero, (sum, item) => sum + Integer(item)));

    private static object? Applied(object? reference, object? item) => reference is ReferenceExpression expression ? JmesSearch.Evaluate(expression.Inner, item) : null;

    /// <summary>What elements are ordered by: all numbers or all text.</summary>
    private static Func<object?, object?> Key(string function, object? reference)
    {
        string? type = null;
        return item =>
        {
            var key = Applied(reference, item);
            var found = TypeOf(key);
            if (found is not (Number or Text) || (type is not null && type != found))
                throw new JmesPathException($"In function {function}(), invalid type for value: {PyText.Str(key)}, expected one of: {PyText.Repr(new PyList([type ?? Number, type ?? Text]))}, received: \"{found}\"");
            type = found;
            return key;
        };
    }

    private static object? Extreme(IReadOnlyList<object?> items, Func<object?, object?> key, int sign)
    {
        if (items.Count == 0) return null;
        var best = items[0];
        var bestKey = key(best);
        foreach (var item in items.Skip(1))
        {
            var candidate = key(item);
            if (PyOrder.Instance.Compare(candidate, bestKey) * sign > 0) (best, bestKey) = (item, candidate);
        }

        return best;
    }

    private static PyDict Merge(object?[] maps)
    {
        var merged = new PyDict();
        foreach (var map in maps.OfType<IPyMapping>()) merged.Update(map);
        return merged;
    }

    private static object? ToNumber(object? value)
    {
        if (JmesSearch.IsNumber(value)) return value;
        if (value is not string text) return null;
        if (BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)) return PyInteger.Box(integer);
        return double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
