using System.Text.RegularExpressions;

namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>
/// Empties the lines of spaces with which a block scalar begins. The parser refuses some of them, though they mean
/// nothing as long as they are no longer than the indentation of the text that follows.
/// </summary>
internal static partial class BlockScalarLines
{
    internal static string Empty(string text) => LeadingBlankLines().Replace(text, static match =>
    {
        var indentation = match.Groups["indentation"].Length;
        return match.Groups["blank"].Captures.All(blank => blank.Length <= indentation)
            ? match.Groups["header"].Value + new string('\n', match.Groups["blank"].Captures.Count) + match.Groups["indentation"].Value
            : match.Value;
    });

    [GeneratedRegex(@"(?<header>[|>][-+0-9]{0,2}[ \t]*(?:[ \t]#[^\n]*)?\r?\n)(?:(?<blank> *)\r?\n)+(?<indentation> *)(?=[^ \r\n])", RegexOptions.ExplicitCapture)]
    private static partial Regex LeadingBlankLines();
}
