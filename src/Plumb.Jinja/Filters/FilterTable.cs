using Plumb.Jinja.Calls;

namespace Plumb.Jinja.Filters;

/// <summary>Filters in the making: a name, the name that faults of arguments give, and what it does.</summary>
internal sealed class FilterTable
{
    public Dictionary<string, JinjaFilter> Filters { get; } = [];

    /// <summary>A filter that depends on nothing but its value and arguments.</summary>
    public FilterTable Pure(string name, string function, Parameter[] parameters, Func<object?, object?[], object?> apply) =>
        Add(JinjaFilter.Create(name, new Signature(function, 1, parameters), (_, value, arguments) => apply(value, arguments)) with { IsPure = true });

    /// <summary>A filter that looks at the environment or the rendering too.</summary>
    public FilterTable WithContext(string name, string function, Parameter[] parameters, Func<RenderContext, object?, object?[], object?> apply) =>
        Add(JinjaFilter.Create(name, new Signature(function, 2, parameters), apply));

    public FilterTable Add(JinjaFilter filter)
    {
        Filters[filter.Name] = filter;
        return this;
    }

    public FilterTable Alias(string name, string of)
    {
        Filters[name] = Filters[of] with { Name = name };
        return this;
    }
}
