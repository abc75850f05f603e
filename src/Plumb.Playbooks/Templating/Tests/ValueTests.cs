using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>Tests of values: truth, sets, numbers, vaults.</summary>
internal static class ValueTests
{
    public static IEnumerable<JinjaTest> All { get; } =
    [
        FilterDefinition.Test("any", "", call => PyValues.Iterate(call.Value).Any(PyValues.Truth)),
        FilterDefinition.Test("all", "", call => PyValues.Iterate(call.Value).All(PyValues.Truth)),
        FilterDefinition.Test("truthy", "convert_bool=False", IsTruthy),
        FilterDefinition.Test("falsy", "convert_bool=False", call => !IsTruthy(call)),
        FilterDefinition.Test("contains", "value", call => PyValues.Contains(Defined(call.Value), call[0])),
        FilterDefinition.Test("subset", "b", call => Set(call.Value).IsSubsetOf(Set(call[0])), "issubset"),
        FilterDefinition.Test("issubset", "b", call => Set(call.Value).IsSubsetOf(Set(call[0]))),
        FilterDefinition.Test("superset", "b", call => Set(call[0]).IsSubsetOf(Set(call.Value)), "issuperset"),
        FilterDefinition.Test("issuperset", "b", call => Set(call[0]).IsSubsetOf(Set(call.Value))),
        FilterDefinition.Test("nan", "", call => Defined(call.Value) is double.NaN, "isnotanumber"),
        FilterDefinition.Test("isnan", "", call => Defined(call.Value) is double.NaN, "isnotanumber"),
        FilterDefinition.Test("vault_encrypted", "", call => call.Scope.Templar.IsVaulted(Defined(call.Value)), "is_encrypted_text"),
    ];

    private static PySet Set(object? value) => new(PyValues.Iterate(value));

    private static object? Defined(object? value) => value is Undefined undefined ? throw undefined.Fault() : value;

    private static bool IsTruthy(FilterCall call)
    {
        if (!call.Flag(0)) return PyValues.Truth(call.Value);
        return call.Value switch
        {
            string text => PythonTruth.Parse(text) ?? PyValues.Truth(text),
            _ => PyValues.Truth(call.Value),
        };
    }
}
