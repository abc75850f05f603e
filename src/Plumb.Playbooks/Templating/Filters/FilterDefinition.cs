using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Makes filters and tests of a name, the parameters in Python's own notation, and what they do.</summary>
internal static class FilterDefinition
{
    /// <param name="name">The name in templates.</param>
    /// <param name="parameters">What follows the value: <c>pattern, count=0, encoding='utf-8'</c>.</param>
    /// <param name="apply">The filter.</param>
    /// <param name="function">The function's name in Python's words, where it is another.</param>
    public static JinjaFilter Filter(string name, string parameters, Func<FilterCall, object?> apply, string? function = null)
    {
        var signature = new Lazy<Signature>(() => Parse(function ?? name, parameters));
        return new JinjaFilter(name, (context, value, arguments) => apply(new FilterCall(context, value, signature.Value.Bind(arguments))));
    }

    public static JinjaTest Test(string name, string parameters, Func<FilterCall, bool> holds, string? function = null)
    {
        var signature = new Lazy<Signature>(() => Parse(function ?? name, parameters));
        return new JinjaTest(name, (context, value, arguments) => holds(new FilterCall(context, value, signature.Value.Bind(arguments))));
    }

    /// <summary>The arguments by name that are not among those known, as a mapping: what Python gathers in <c>**kw</c>.</summary>
    public static Dictionary<string, object?> Named(CallArguments arguments)
    {
        Dictionary<string, object?> named = new(StringComparer.Ordinal);
        foreach (var (name, value) in arguments.Named) named[name] = value is Undefined undefined ? throw undefined.Fault() : value;
        return named;
    }

    private static Signature Parse(string function, string parameters) =>
        new(function, 1, [.. parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(ParseParameter)]);

    private static Parameter ParseParameter(string written)
    {
        var parts = written.Split('=', 2);
        if (parts.Length == 1) return Parameter.Required(written);
        return PyLiteral.TryRead(parts[1], out var value) ? Parameter.Optional(parts[0], value) : throw new ArgumentException($"'{written}' has no literal default", nameof(written));
    }
}
