using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>The test that compares versions, by one of four ideas of what a version is.</summary>
internal static class VersionTests
{
    private const string Operators = "'==', '=', 'eq', '<', 'lt', '<=', 'le', '>', 'gt', '>=', 'ge', '!=', '<>', 'ne'";

    public static IEnumerable<JinjaTest> All { get; } =
    [
        FilterDefinition.Test("version", "version, operator='eq', strict=None, version_type=None", Holds, "version_compare"),
        FilterDefinition.Test("version_compare", "version, operator='eq', strict=None, version_type=None", Holds),
    ];

    private static bool Holds(FilterCall call)
    {
        var (operation, strict, type) = (call.TextOf(1), call[2], call[3]);
        if (strict is not null && type is not null) throw TemplatingException.Filter("Cannot specify both 'strict' and 'version_type'");
        if (!PyValues.Truth(call.Value)) throw TemplatingException.Filter("Input version value cannot be empty");
        if (!PyValues.Truth(call[0])) throw TemplatingException.Filter("Version parameter to compare against cannot be empty");
        var read = PyValues.Truth(strict) ? VersionKeys.Strict : PyValues.Truth(type) ? VersionKeys.Find(PyText.Str(type)) : VersionKeys.Loose;
        var asks = Find(operation);
        try
        {
            var (left, right) = (read(call.Text), read(call.TextOf(0)));
            return asks(PyValues.AreEqual(left, right) ? 0 : PyOrder.Instance.Compare(left, right));
        }
        catch (JinjaException e)
        {
            throw TemplatingException.Filter($"Version comparison failed: {e.Message}", e);
        }
    }

    private static Func<int, bool> Find(string operation) => operation switch
    {
        "==" or "=" or "eq" => order => order == 0,
        "!=" or "<>" or "ne" => order => order != 0,
        "<" or "lt" => order => order < 0,
        "<=" or "le" => order => order <= 0,
        ">" or "gt" => order => order > 0,
        ">=" or "ge" => order => order >= 0,
        _ => throw TemplatingException.Filter($"Invalid operator type ({operation}). Must be one of {Operators}"),
    };
}
