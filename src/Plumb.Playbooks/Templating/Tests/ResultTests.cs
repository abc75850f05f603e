using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;

namespace Plumb.Playbooks.Templating.Tests;

/// <summary>Tests of what tasks registered.</summary>
internal static class ResultTests
{
    public static IEnumerable<JinjaTest> All(TemplarSettings settings) =>
    [
        .. Named(["failed", "failure"], result => Is(result, "failed")),
        .. Named(["succeeded", "success", "successful"], result => !Is(result, "failed"), "failed"),
        .. Named(["unreachable"], result => Is(result, "unreachable")),
        .. Named(["reachable"], result => !Is(result, "unreachable"), "unreachable"),
        .. Named(["changed", "change"], IsChanged),
        .. Named(["skipped", "skip"], result => Is(result, "skipped")),
        .. Named(["started"], result => IsOne(result, "started", settings)),
        .. Named(["finished"], result => IsOne(result, "finished", settings)),
    ];

    private static IEnumerable<JinjaTest> Named(string[] names, Func<IPyMapping, bool> holds, string? asked = null) =>
        names.Select(name => FilterDefinition.Test(name, "", call => holds(Result(call.Value, asked ?? names[0]))));

    private static IPyMapping Result(object? value, string test) => value switch
    {
        IPyMapping mapping => mapping,
        _ => throw TemplatingException.Filter($"The '{test}' test expects a dictionary"),
    };

    private static bool Is(IPyMapping result, string key) => result.TryGet(key, out var value) && PyValues.Truth(value);

    // Of a loop, if one of its results is.
    private static bool IsChanged(IPyMapping result)
    {
        if (result.TryGet("changed", out var changed)) return PyValues.Truth(changed);
        return result.TryGet("results", out var results) && results is PyList { Count: > 0 } list && list[0] is IPyMapping && list.Any(r => r is IPyMapping one && Is(one, "changed"));
    }

    private static bool IsOne(IPyMapping result, string key, TemplarSettings settings)
    {
        if (result.TryGet(key, out var value)) return PyValues.AreEqual(value, 1L);
        settings.Warn($"The '{key}' test expects an async task, but a non-async task was tested");
        return true;
    }
}
