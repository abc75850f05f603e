using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Modules;

/// <summary>Texts that stand in a file of Python as a module or a class has them: a name, and between three quotes what it holds.</summary>
internal static partial class PythonTexts
{
    /// <summary>The text of a name, or null where there is none.</summary>
    public static string? Find(string source, string name) =>
        Texts().Matches(source).FirstOrDefault(m => m.Groups["name"].Value == name)?.Groups["text"].Value;

    [GeneratedRegex("""^[ \t]*(?<name>[A-Za-z_]\w*) *= *[rRuU]?(?<quote>'''|\"\"\")(?<text>.*?)\k<quote>""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Texts();
}
