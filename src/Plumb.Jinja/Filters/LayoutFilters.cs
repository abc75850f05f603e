using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Methods;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters that bring text into shape: width, indentation, length.</summary>
internal static class LayoutFilters
{
    private const long Leeway = 5;

    public static void AddTo(FilterTable table) => table
        .Pure("center", "do_center", [Optional("width", 80L)], (value, a) => Texts.Map(value, s => PyStringLayout.Center(s, Texts.Count(a[0]), " ")))
        .Pure("indent", "do_indent", [Optional("width", 4L), Optional("first", PyBoolean.False), Optional("blank", PyBoolean.False)], Indent)
        .WithContext("truncate", "do_truncate", [Optional("length", 255L), Optional("killwords", PyBoolean.False), Optional("end", "..."), Optional("leeway")], (_, value, a) => Truncate(value, a))
        .WithContext("wordwrap", "do_wordwrap", [Optional("width", 79L), Optional("break_long_words", PyBoolean.True), Optional("wrapstring"), Optional("break_on_hyphens", PyBoolean.True)], WrapWords);

    private static object? Indent(object? value, object?[] arguments)
    {
        var indentation = arguments[0] is string or Markup ? PyText.Str(arguments[0]) : new string(' ', Width(arguments[0]));
        // What is added shows which values may be indented, with Python's fault for others.
        var text = value is PyList ? LinesOf(value) : PyText.Str(PyArithmetic.Add(value, "\n"));
        var lines = PyStringSplit.Lines(text, keepEnds: false);
        Bounds.CheckText(text.Length + (long)lines.Count * indentation.Length);
        var blank = PyValues.Truth(arguments[2]);
        var rest = lines.Skip(1).Select(line => blank || line.Length > 0 ? indentation + line : line);
        var result = string.Join('\n', rest.Prepend(lines[0]));
        if (PyValues.Truth(arguments[1])) result = indentation + result;
        return value is Markup ? new Markup(result) : result;
    }

    /// <summary>What has lines: text alone.</summary>
    private static string LinesOf(object? value) => value switch
    {
        string or Markup => PyText.Str(value),
        Undefined { IsChainable: false } undefined => throw undefined.Fault(),
        _ => throw new JinjaException("AttributeError", $"'{PyTypes.NameOf(value)}' object has no attribute 'splitlines'"),
    };

    private static int Width(object? value)
    {
        var width = Texts.Count(value);
        Bounds.CheckText(width);
        return Math.Max(0, width);
    }

    private static object? Truncate(object? value, object?[] arguments)
    {
        var (length, end) = (Texts.Count(arguments[0]), PyText.Str(arguments[2]));
        var leeway = arguments[3] is null ? Leeway : Texts.Count(arguments[3]);
        var endLength = PyStrings.Length(end);
        if (length < endLength) throw new JinjaException("AssertionError", $"expected length >= {endLength}, got {length}");
        if (leeway < 0) throw new JinjaException("AssertionError", $"expected leeway >= 0, got {leeway}");
        if (PyValues.Length(value) <= length + leeway) return value;
        if (value is not (string or Markup)) return PySlices.Slice(value, null, PyInteger.Box(length - endLength), null);
        return Texts.Map(value, text =>
        {
            var kept = PyStrings.Substring(text, 0, length - endLength);
            if (!PyValues.Truth(arguments[1])) kept = kept.LastIndexOf(' ') is >= 0 and var space ? kept[..space] : kept;
            return kept + (value is Markup ? Markup.Escape(arguments[2]).Text : end);
        });
    }

    private static string WrapWords(RenderContext context, object? value, object?[] arguments)
    {
        var separator = arguments[2] is null ? context.Environment.NewlineSequence : PyText.Str(arguments[2]);
        var wrapper = new TextWrapper(Texts.Count(arguments[0]), PyValues.Truth(arguments[1]), PyValues.Truth(arguments[3]));
        return string.Join(separator, PyStringSplit.Lines(LinesOf(value), keepEnds: false).Select(line => string.Join(separator, wrapper.Wrap(line))));
    }
}
