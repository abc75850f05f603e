using System.Buffers;
using System.Text;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters for HTML, addresses and JSON.</summary>
internal static class MarkupFilters
{
    private static readonly SearchValues<char> EndsAttributeName = SearchValues.Create(" \t\n\r\f\v/>=");

    public static void AddTo(FilterTable table) => table
        .Pure("escape", "escape", [], (value, _) => Markup.Escape(value))
        .Alias("e", "escape")
        .Pure("forceescape", "do_forceescape", [], (value, _) => new Markup(Markup.EscapeText(PyText.Str(value))))
        .Pure("safe", "do_mark_safe", [], (value, _) => value as Markup ?? new Markup(PyText.Str(value)))
        .Pure("striptags", "do_striptags", [], (value, _) => Tags.Strip(PyText.Str(value)))
        .Pure("urlencode", "do_urlencode", [], (value, _) => UrlEncode(value))
        .WithContext("xmlattr", "do_xmlattr", [Optional("autospace", PyBoolean.True)], Attributes)
        .WithContext("tojson", "do_tojson", [Optional("indent")], (_, value, a) => ToJson(value, a[0]))
        .WithContext("urlize", "do_urlize", [Optional("trim_url_limit"), Optional("nofollow", PyBoolean.False), Optional("target"), Optional("rel"), Optional("extra_schemes")], Urlizer.Apply);

    private static Markup ToJson(object? value, object? indent)
    {
        var json = PyJson.Write(value, new PyJsonOptions { SortsKeys = true, Indent = PyJson.IndentOf(indent) });
        return new Markup(json
            .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("'", "\\u0027", StringComparison.Ordinal));
    }

    private static string UrlEncode(object? value)
    {
        if (value is string or Markup || PyValues.IterateOrNone(value) is not { } items) return Quote(value, forQuery: false);
        var pairs = value is IPyMapping mapping ? PyMappings.Entries(mapping) : items.Select(Pair);
        return string.Join('&', pairs.Select(p => $"{Quote(p.Key, forQuery: true)}={Quote(p.Value, forQuery: true)}"));
    }

    private static KeyValuePair<object?, object?> Pair(object? item)
    {
        var parts = Rendering.Unpacking.Unpack(item, 2);
        return KeyValuePair.Create(parts[0], parts[1]);
    }

    /// <summary>Everything but letters, digits and a few signs as percent and number; in a query blanks as plus.</summary>
    private static string Quote(object? value, bool forQuery)
    {
        var output = new StringBuilder();
        ReadOnlySpan<byte> bytes = value is PyBytes raw ? raw.Span : Encoding.UTF8.GetBytes(PyText.Str(value));
        foreach (var b in bytes)
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || (c == '/' && !forQuery)) output.Append(c);
            else if (c == ' ' && forQuery) output.Append('+');
            else output.Append('%').Append(Convert.ToHexString([b]));
        }
        return output.ToString();
    }

    private static object Attributes(RenderContext context, object? value, object?[] arguments)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is not IPyMapping mapping) throw new JinjaException("AttributeError", $"'{PyTypes.NameOf(value)}' object has no attribute 'items'");
        var attributes = new List<string>();
        foreach (var (key, item) in PyMappings.Entries(mapping))
        {
            if (item is null or Undefined) continue;
            if (key is not (string or Markup)) throw JinjaException.Type($"expected string or bytes-like object, got '{PyTypes.NameOf(key)}'");
            if (PyText.Str(key).AsSpan().IndexOfAny(EndsAttributeName) >= 0) throw JinjaException.Value($"Invalid character in attribute name: {PyText.Repr(key)}");
            attributes.Add($"{Markup.Escape(key).Text}=\"{Markup.Escape(item).Text}\"");
        }
        var text = string.Join(' ', attributes);
        if (PyValues.Truth(arguments[0]) && text.Length > 0) text = " " + text;
        return context.Autoescape ? new Markup(text) : text;
    }
}
