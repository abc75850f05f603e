using System.Text.RegularExpressions;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Methods;
using Plumb.Playbooks.Templating.YamlText;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Results as YAML: blocks for texts of several lines, and without what is told twice.</summary>
internal static partial class ResultYaml
{
    /// <param name="isLossy">Whether to leave out what keeps a text from being shown as a block, such as blanks at its end.</param>
    /// <param name="indent">Blanks before each line and a level; 4 and 2 where there is none.</param>
    public static string Write(PyDict values, bool isLossy, int? indent)
    {
        var shown = values.Copy();
        if (isLossy)
        {
            foreach (var name in new[] { "stdout", "stderr" })
            {
                if (shown.ContainsKey(name) && shown.ContainsKey(name + "_lines")) shown[name + "_lines"] = "<omitted>";
            }
        }
        var format = new YamlFormat { Indent = indent ?? 2, FlowStyle = false, Texts = text => Scalar(text, isLossy) };
        var margin = new string(' ', indent ?? 4);
        var lines = YamlRepresentation.Dump(shown, format).TrimEnd('\n').Split('\n');
        return "\n" + string.Join('\n', lines.Select(line => line.Trim().Length == 0 ? line : margin + line)) + "\n";
    }

    private static OutputScalar Scalar(string text, bool isLossy) => text.AsSpan().IndexOfAny(YamlBreaks) < 0
        ? new OutputScalar(text, "str", YamlScalarStyle.Plain)
        : new OutputScalar(isLossy ? ForBlock(text) : text, "str", YamlScalarStyle.Literal);

    private const string YamlBreaks = "\n\u0085\u2028\u2029";

    /// <summary>Blocks have no tabs, no blanks at the ends of lines, and nothing that is not printed.</summary>
    private static string ForBlock(string text) =>
        BlanksBeforeBreak().Replace(Unprinted().Replace(PyStringLayout.ExpandTabs(text.TrimEnd(), 8), ""), "$1");

    [GeneratedRegex(" +([\n\u0085\u2028\u2029])")]
    private static partial Regex BlanksBeforeBreak();

    [GeneratedRegex("[^\n\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\uD800-\uDFFF]")]
    private static partial Regex Unprinted();
}
