using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>What the debug statement prints: the variables in scope, and the names of filters and tests.</summary>
internal static class DebugText
{
    public static string Of(TemplateContext context)
    {
        var variables = new PyDict();
        foreach (var name in context.Names().Order(StringComparer.Ordinal))
        {
            if (context.TryResolve(name, out var value)) variables[name] = value;
        }
        var all = new PyDict
        {
            ["context"] = variables,
            ["filters"] = NamesOf(context.Environment.Filters.Keys),
            ["tests"] = NamesOf(context.Environment.Tests.Keys),
        };
        return PyText.Repr(all);
    }

    private static PyList NamesOf(IEnumerable<string> names) => new(names.Order(StringComparer.Ordinal).Cast<object?>());
}
