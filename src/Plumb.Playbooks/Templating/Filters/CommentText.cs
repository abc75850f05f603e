using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Text as a comment of one of the common kinds of files, or of a kind that the caller describes.</summary>
internal sealed record CommentText(string Decoration, string Beginning = "", string End = "")
{
    public static string Make(object? value, CallArguments arguments)
    {
        var named = FilterDefinition.Named(arguments);
        if (arguments.Positional.Count > 1) throw JinjaException.Type($"comment() takes from 1 to 2 positional arguments but {arguments.Positional.Count + 1} were given");
        var style = PyText.Str(arguments.Positional.Count == 1 ? arguments.Positional[0] : named.GetValueOrDefault("style", "plain"));
        return Style(style).Apply(PyText.Str(value), named);
    }

    private static CommentText Style(string name) => name switch
    {
        "plain" => new("# "),
        "erlang" => new("% "),
        "c" => new("// "),
        "cblock" => new(" * ", "/*", " */"),
        "xml" => new(" - ", "<!--", "-->"),
        _ => throw TemplatingException.Python("KeyError", $"'{name}'"),
    };

    private string Apply(string text, Dictionary<string, object?> options)
    {
        var newline = Option("newline", "\n");
        var decoration = Option("decoration", Decoration);
        var edge = decoration.TrimEnd();
        var (beginning, end) = (Option("beginning", Beginning), Option("end", End));
        var (prefix, postfix) = (Option("prefix", edge), Option("postfix", edge));

        var output = new StringBuilder();
        if (beginning.Length > 0) output.Append(beginning).Append(newline);
        if (prefix.Length > 0) output.Insert(output.Length, prefix == newline ? newline : prefix + newline, Count("prefix_count"));
        var body = decoration + text.Replace(newline, newline + decoration, StringComparison.Ordinal);
        // A line that holds the decoration only has no blank behind it.
        output.Append(body.Replace(decoration + newline, edge + newline, StringComparison.Ordinal));
        for (var i = Count("postfix_count"); i > 0; i--) output.Append(newline).Append(postfix);
        if (end.Length > 0) output.Append(newline).Append(end);
        return output.ToString();

        string Option(string name, string otherwise) => options.TryGetValue(name, out var given) ? PyText.Str(given) : otherwise;

        int Count(string name) => options.TryGetValue(name, out var given) ? (int)FilterCall.Integer(given is string digits ? long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : given) : 1;
    }
}
