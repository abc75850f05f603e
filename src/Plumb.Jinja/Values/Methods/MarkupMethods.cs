using System.Collections.Frozen;
using Plumb.Jinja.Values.Formatting;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of markup: those of text, with arguments escaped and results that are markup again.</summary>
internal static class MarkupMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = Table().ToFrozenDictionary();

    private static Dictionary<string, PyMethod> Table()
    {
        var methods = StringMethods.All.ToDictionary(m => m.Key, m => Safe(m.Value));
        methods["join"] = (owner, _, a) => new Markup(StringMethods.Join(PyText.Str(owner),
            new PyList(PyValues.Iterate(a.Positional.Count > 0 ? a.Positional[0] : null).Select(object? (i) => Markup.Escape(i).Text))));
        methods["format"] = (owner, _, a) => new Markup(new StringFormat(a.Positional, StringMethods.Named(a), v => Markup.Escape(v).Text).Format(PyText.Str(owner)));
        methods["unescape"] = (owner, _, _) => System.Net.WebUtility.HtmlDecode(PyText.Str(owner));
        methods["striptags"] = (owner, _, _) => Filters.Tags.Strip(PyText.Str(owner));
        return methods;
    }

    private static PyMethod Safe(PyMethod method) => (owner, context, arguments) =>
    {
        object?[] escaped = [.. arguments.Positional.Select(object? (a) => a is string text ? Markup.EscapeText(text) : a)];
        return Wrap(method(owner, context, arguments with { Positional = escaped }));
    };

    private static object? Wrap(object? value) => value switch
    {
        string text => new Markup(text),
        PyList list => new PyList(list.Select(Wrap)),
        PyTuple tuple => new PyTuple([.. tuple.Select(Wrap)]),
        _ => value,
    };
}
