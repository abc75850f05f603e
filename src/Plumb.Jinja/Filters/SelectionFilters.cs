using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Filters;

/// <summary>Filters that apply another filter or test to every item. They give the items one after another, when asked.</summary>
internal static class SelectionFilters
{
    public static void AddTo(FilterTable table) => table
        .Add(new JinjaFilter("map", (context, value, arguments) => new PyIterator(Map(context, value, arguments))))
        .Add(new JinjaFilter("select", (context, value, arguments) => new PyIterator(Select(context, value, arguments, byAttribute: false, wanted: true))))
        .Add(new JinjaFilter("reject", (context, value, arguments) => new PyIterator(Select(context, value, arguments, byAttribute: false, wanted: false))))
        .Add(new JinjaFilter("selectattr", (context, value, arguments) => new PyIterator(Select(context, value, arguments, byAttribute: true, wanted: true))))
        .Add(new JinjaFilter("rejectattr", (context, value, arguments) => new PyIterator(Select(context, value, arguments, byAttribute: true, wanted: false))));

    private static IEnumerable<object?> Map(RenderContext context, object? value, CallArguments arguments)
    {
        if (!PyValues.Truth(value)) yield break;
        var map = Mapping(context, arguments);
        foreach (var item in PyValues.Iterate(value)) yield return map(item);
    }

    private static Func<object?, object?> Mapping(RenderContext context, CallArguments arguments)
    {
        if (arguments.Positional.Count == 0 && arguments.Named.Any(n => n.Key == "attribute"))
        {
            if (arguments.Named.FirstOrDefault(n => n.Key is not ("attribute" or "default")) is { Key: { } unexpected })
            {
                throw new JinjaException("FilterArgumentError", $"Unexpected keyword argument {PyText.Repr(unexpected)}");
            }
            return new AttributePath(Named(arguments, "attribute"), context.Environment.Undefined, Named(arguments, "default")).Get;
        }
        if (arguments.Positional.Count == 0) throw new JinjaException("FilterArgumentError", "map requires a filter argument");
        Func<object?, object?>? map = null;
        return item => (map ??= FilterOf(context, arguments))(item);
    }

    private static Func<object?, object?> FilterOf(RenderContext context, CallArguments arguments)
    {
        var filter = FindFilter(context, arguments.Positional[0]);
        var rest = arguments.From(1);
        if (filter is not { ApplyBound: { } apply, Parameters: { } parameters }) return item => filter.Apply(context, item, rest);
        var bound = parameters.Bind(rest);
        return item => apply(context, item, bound);
    }

    private static object? Named(CallArguments arguments, string name) => arguments.Named.FirstOrDefault(n => n.Key == name).Value;

    private static IEnumerable<object?> Select(RenderContext context, object? value, CallArguments arguments, bool byAttribute, bool wanted)
    {
        if (!PyValues.Truth(value)) yield break;
        var positional = arguments.Positional;
        if (byAttribute && positional.Count == 0) throw new JinjaException("FilterArgumentError", "Missing parameter for attribute name");
        var path = new AttributePath(byAttribute ? positional[0] : null, context.Environment.Undefined);
        var testAt = byAttribute ? 1 : 0;
        JinjaTest? test = null;
        var rest = arguments.From(testAt + 1);
        foreach (var item in PyValues.Iterate(value))
        {
            var tested = path.Get(item);
            if (testAt < positional.Count) test ??= FindTest(context, positional[testAt]);
            if ((test is null ? PyValues.Truth(tested) : test.Holds(context, tested, rest)) == wanted) yield return item;
        }
    }

    private static JinjaFilter FindFilter(RenderContext context, object? name) =>
        name is string or Markup && context.Environment.Filters.TryGetValue(PyText.Str(name), out var filter) ? filter : throw Unknown(context, "filter", name);

    private static JinjaTest FindTest(RenderContext context, object? name) =>
        name is string or Markup && context.Environment.Tests.TryGetValue(PyText.Str(name), out var test) ? test : throw Unknown(context, "test", name);

    private static JinjaException Unknown(RenderContext context, string what, object? name) => name switch
    {
        Undefined undefined => JinjaException.Runtime($"No {what} named Undefined. ({undefined.Message}; did you forget to quote the callable name?)"),
        string or Markup when context.Environment.Unknown is { } unknown => unknown(PyText.Str(name)),
        _ => JinjaException.Runtime($"No {what} named {PyText.Repr(name)}."),
    };
}
