using System.Text;
using System.Text.RegularExpressions;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Formatting;
using Plumb.Jinja.Values.Methods;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters that change the letters of a text.</summary>
internal static partial class TextFilters
{
    public static void AddTo(FilterTable table) => table
        .Pure("upper", "do_upper", [], (value, _) => Texts.Map(value, PyStringCase.Upper))
        .Pure("lower", "do_lower", [], (value, _) => Texts.Map(value, PyStringCase.Lower))
        .Pure("capitalize", "do_capitalize", [], (value, _) => Texts.Map(value, PyStringCase.Capitalize))
        .Pure("title", "do_title", [], (value, _) => Title(PyText.Str(value)))
        .Pure("trim", "do_trim", [Optional("chars")], (value, a) => Texts.Map(value, s => PyStringLayout.Strip(s, a[0] is null ? null : MethodArguments.Text(a[0]), start: true, end: true)))
        .Pure("string", "soft_str", [], (value, _) => value is Markup ? value : PyText.Str(value))
        .Pure("wordcount", "do_wordcount", [], (value, _) => PyInteger.Box(Word().Count(PyText.Str(value))))
        .WithContext("replace", "do_replace", [Required("old"), Required("new"), Optional("count")], Replace)
        .Add(new JinjaFilter("format", (_, value, arguments) => Format(value, arguments)) { IsPure = true });

    /// <summary>Every word with a capital; words begin behind blanks, hyphens and opening brackets.</summary>
    private static string Title(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !IsBetweenWords(text[end])) end++;
            var word = text[start..end];
            var first = PyStrings.Offset(word, 1);
            output.Append(PyStringCase.Upper(word[..first])).Append(PyStringCase.Lower(word[first..]));
            for (start = end; start < text.Length && IsBetweenWords(text[start]); start++) output.Append(text[start]);
        }
        return output.ToString();
    }

    private static bool IsBetweenWords(char c) => c is '-' or '(' or '{' or '[' or '<' || char.IsWhiteSpace(c);

    private static object Replace(RenderContext context, object? value, object?[] arguments)
    {
        var count = arguments[2] is null ? -1 : Texts.Count(arguments[2]);
        var (old, replacement) = (arguments[0], arguments[1]);
        if (!context.Autoescape) return PyStringSearch.Replace(PyText.Str(value), PyText.Str(old), PyText.Str(replacement), count);
        var escapes = old is Markup || (replacement is Markup && value is not Markup);
        if (escapes) value = Markup.Escape(value);
        if (value is not Markup markup) return PyStringSearch.Replace(PyText.Str(value), PyText.Str(old), PyText.Str(replacement), count);
        return new Markup(PyStringSearch.Replace(markup.Text, Markup.Escape(old).Text, Markup.Escape(replacement).Text, count));
    }

    private static object Format(object? value, CallArguments arguments)
    {
        if (arguments.Positional.Count > 0 && arguments.Named.Count > 0)
        {
            throw new JinjaException("FilterArgumentError", "can't handle positional and keyword arguments at the same time");
        }
        object values = new PyTuple([.. arguments.Positional]);
        if (arguments.Named.Count > 0) values = new PyDict(arguments.Named.Select(n => KeyValuePair.Create((object?)n.Key, n.Value)));
        return value is Markup markup
            ? new Markup(PercentFormat.Format(markup.Text, values, isMarkup: true))
            : PercentFormat.Format(PyText.Str(value), values, isMarkup: false);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
