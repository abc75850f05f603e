using Plumb.Jinja.Values;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters of any value.</summary>
internal static class ValueFilters
{
    public static void AddTo(FilterTable table) => table
        .Pure("default", "do_default", [Optional("default_value", ""), Optional("boolean", PyBoolean.False)], Default)
        .Alias("d", "default")
        .WithContext("attr", "do_attr", [Required("name")], (context, value, a) =>
            value is Undefined { IsChainable: false } undefined ? throw undefined.Fault()
            : a[0] is string or Markup && PyAccess.TryGetAttribute(value, PyText.Str(a[0]), out var found) ? found
            : Undefined.OfElement(context.Environment.Undefined, value, a[0]))
        .WithContext("pprint", "do_pprint", [], (_, value, _) => PyPrettyPrint.Write(value));

    private static object? Default(object? value, object?[] arguments) =>
        value is Undefined || (PyValues.Truth(arguments[1]) && !PyValues.Truth(value)) ? arguments[0] : value;
}
