using System.Text.RegularExpressions;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>The marks that documentation has in its texts, as a terminal shows them.</summary>
internal static partial class DocMarkup
{
    public static string ToText(string marked) => LinkMark().Replace(ReferenceMark().Replace(ModuleMark().Replace(CodeMark().Replace(StrongMark().Replace(marked, "*$1*"), "`$1'"), "[$1]"), "$1"), "$1 <$2>")
        .Replace("HORIZONTALLINE", "\n-------------\n", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[BI]\(([^)]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex StrongMark();

    [GeneratedRegex(@"\b[COVE]\(([^)]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex CodeMark();

    [GeneratedRegex(@"\bM\(([^)]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex ModuleMark();

    [GeneratedRegex(@"\b[RU]\(([^),]+)(?:,[^)]*)?\)", RegexOptions.NonBacktracking)]
    private static partial Regex ReferenceMark();

    [GeneratedRegex(@"\bL\(([^),]+), ?([^)]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex LinkMark();
}
