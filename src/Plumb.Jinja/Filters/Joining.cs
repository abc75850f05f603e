using System.Text;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Filters;

/// <summary>The join filter: the texts of items with another between; where output is escaped and one is markup, markup.</summary>
internal static class Joining
{
    public static object Join(RenderContext context, object? value, object?[] arguments)
    {
        var items = PyValues.Iterate(value);
        if (arguments[1] is not null)
        {
            var path = new AttributePath(arguments[1], context.Environment.Undefined);
            items = items.Select(path.Get);
        }
        var separator = arguments[0];
        if (!context.Autoescape) return JoinText(items, PyText.Str(separator));
        object?[] all = [.. items];
        return separator is Markup || Array.Exists(all, i => i is Markup)
            ? new Markup(JoinText(all.Select(object? (i) => Markup.Escape(i).Text), Markup.Escape(separator).Text))
            : JoinText(all, PyText.Str(separator));
    }

    private static string JoinText(IEnumerable<object?> items, string separator)
    {
        var text = new StringBuilder();
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(separator);
            first = false;
            PyText.AppendStr(text, item);
            Bounds.CheckText(text.Length);
        }
        return text.ToString();
    }
}
