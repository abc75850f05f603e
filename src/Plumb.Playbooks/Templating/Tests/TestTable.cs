using Plumb.Jinja.Calls;
using Plumb.Jinja.Tests;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>All tests that plays may use, by every name.</summary>
internal static class TestTable
{
    public static IReadOnlyDictionary<string, JinjaTest> All(TemplarSettings settings)
    {
        Dictionary<string, JinjaTest> table = new(StringComparer.Ordinal);
        foreach (var test in BuiltinTests.All.Values) table[test.Name] = test;
        foreach (var test in Own(settings))
        {
            table[test.Name] = test;
            table[$"ansible.builtin.{test.Name}"] = test;
            table[$"ansible.legacy.{test.Name}"] = test;
        }

        return table;
    }

    private static IEnumerable<JinjaTest> Own(TemplarSettings settings) =>
    [
        .. ResultTests.All(settings),
        .. TextTests.All,
        .. VersionTests.All,
        .. ValueTests.All,
        .. FileTests.All(settings),
    ];
}
