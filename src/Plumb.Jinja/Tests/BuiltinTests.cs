using System.Collections.Frozen;
using System.Numerics;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Methods;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Tests;

/// <summary>The tests of the language.</summary>
public static class BuiltinTests
{
    public static readonly FrozenDictionary<string, JinjaTest> All = Table().ToFrozenDictionary();

    private static Dictionary<string, JinjaTest> Table()
    {
        var tests = new Dictionary<string, JinjaTest>();
        AddKinds(tests);
        AddComparisons(tests);
        AddNumbers(tests);
        AddTexts(tests);
        Add(tests, "filter", (context, value) => IsName(value) && context.Environment.Filters.ContainsKey(PyText.Str(value)));
        Add(tests, "test", (context, value) => IsName(value) && context.Environment.Tests.ContainsKey(PyText.Str(value)));
        return tests;
    }

    /// <summary>Whether a value can be the name of something; what has no hash is a fault to ask with.</summary>
    private static bool IsName(object? value)
    {
        PyEquality.Instance.GetHashCode(value);
        return value is string or Markup;
    }

    private static void AddKinds(Dictionary<string, JinjaTest> tests)
    {
        Add(tests, "defined", value => value is not Undefined);
        Add(tests, "undefined", value => value is Undefined);
        Add(tests, "none", value => value is null);
        Add(tests, "boolean", value => value is bool);
        Add(tests, "true", value => value is true);
        Add(tests, "false", value => value is false);
        Add(tests, "integer", value => value is long or BigInteger);
        Add(tests, "float", value => value is double);
        Add(tests, "number", value => value is long or BigInteger or double or bool);
        Add(tests, "string", value => value is string or Markup);
        Add(tests, "mapping", value => value is IPyMapping);
        Add(tests, "sequence", IsSequence);
        Add(tests, "iterable", value => value is Undefined { IsStrict: true } undefined ? throw undefined.Fault() : PyValues.IterateOrNone(value) is not null);
        Add(tests, "callable", value => value is ICallable or Undefined);
        Add(tests, "escaped", value => value is Markup);
    }

    /// <summary>What has a length and elements by key.</summary>
    private static bool IsSequence(object? value) => value switch
    {
        Undefined { IsStrict: true } => false,
        PyDictView or PySet => false,
        _ => PyValues.LengthOrNone(value) is not null,
    };

    private static void AddComparisons(Dictionary<string, JinjaTest> tests)
    {
        Binary(tests, "eq", PyEquality.AreEqual, "==", "equalto");
        Binary(tests, "ne", (a, b) => !PyEquality.AreEqual(a, b), "!=");
        Binary(tests, "lt", PyOrder.Less, "<", "lessthan");
        Binary(tests, "le", PyOrder.LessOrEqual, "<=");
        Binary(tests, "gt", PyOrder.Greater, ">", "greaterthan");
        Binary(tests, "ge", PyOrder.GreaterOrEqual, ">=");
        AddWithArgument(tests, "in", "test_in", "seq", (value, container) => PyValues.Contains(container, value));
        AddWithArgument(tests, "sameas", "test_sameas", "other", AreSame);
    }

    /// <summary>Whether two values are one; small values that are equal are.</summary>
    private static bool AreSame(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (bool a, bool b) => a == b,
        (long a, long b) => a == b,
        (string a, string b) => a == b,
        (PyTuple { Count: 0 }, PyTuple { Count: 0 }) => true,
        _ => ReferenceEquals(left, right),
    };

    private static void AddNumbers(Dictionary<string, JinjaTest> tests)
    {
        Add(tests, "odd", value => PyEquality.AreEqual(PyArithmetic.Modulo(value, 2L), 1L));
        Add(tests, "even", value => PyEquality.AreEqual(PyArithmetic.Modulo(value, 2L), 0L));
        AddWithArgument(tests, "divisibleby", "test_divisibleby", "num", (value, number) => PyEquality.AreEqual(PyArithmetic.Modulo(value, number), 0L));
    }

    private static void AddTexts(Dictionary<string, JinjaTest> tests)
    {
        Add(tests, "lower", value => PyStringKinds.IsLower(PyText.Str(value)));
        Add(tests, "upper", value => PyStringKinds.IsUpper(PyText.Str(value)));
    }

    private static void Add(Dictionary<string, JinjaTest> tests, string name, Func<object?, bool> holds) => Add(tests, name, (_, value) => holds(value));

    private static void Add(Dictionary<string, JinjaTest> tests, string name, Func<RenderContext, object?, bool> holds) =>
        tests[name] = JinjaTest.Create(name, new Signature($"test_{name}", 1), (context, value, _) => holds(context, value));

    private static void AddWithArgument(Dictionary<string, JinjaTest> tests, string name, string function, string parameter, Func<object?, object?, bool> holds) =>
        tests[name] = JinjaTest.Create(name, new Signature(function, 1, Required(parameter)), (_, value, arguments) => holds(value, arguments[0]));

    /// <summary>A comparison under its names. The functions behind them take no names, and count their arguments in words of their own.</summary>
    private static void Binary(Dictionary<string, JinjaTest> tests, string name, Func<object?, object?, bool> holds, params string[] others)
    {
        bool Holds(RenderContext _, object? value, CallArguments arguments) => arguments.Positional.Count == 1
            ? holds(value, arguments.Positional[0])
            : throw JinjaException.Type($"{name} expected 2 arguments, got {arguments.Positional.Count + 1}");
        foreach (var each in others.Prepend(name)) tests[each] = new JinjaTest(each, Holds);
    }
}
