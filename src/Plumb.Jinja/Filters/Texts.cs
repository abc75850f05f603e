using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Methods;

namespace Plumb.Jinja.Filters;

/// <summary>What filters of text share: any value is taken as its text, and markup stays markup.</summary>
internal static class Texts
{
    /// <summary>A change of text; what was markup is markup again.</summary>
    public static object Map(object? value, Func<string, string> map) =>
        value is Markup markup ? new Markup(map(markup.Text)) : map(PyText.Str(value));

    public static string Text(object? value) => PyText.Str(value);

    public static int Count(object? value) => MethodArguments.Count(value);
}
