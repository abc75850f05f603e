using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Strategies.Debugging;

/// <summary>What a line of the debugger sets or removes.</summary>
/// <param name="IsVariable">A variable; else an argument of the task.</param>
/// <param name="Name">Its name.</param>
/// <param name="Expression">The new value, or null where it is removed.</param>
internal sealed partial record Assignment(bool IsVariable, string Name, string? Expression)
{
    public static Assignment? Read(string text)
    {
        var match = Line().Match(text);
        if (!match.Success) return null;
        var removes = match.Groups["del"].Success;
        if (removes == match.Groups["value"].Success) return null;
        return new Assignment(match.Groups["target"].Value == "task_vars", match.Groups["name"].Value, removes ? null : match.Groups["value"].Value);
    }

    [GeneratedRegex("""^(?<del>del\s+)?(?<target>task\.args|task_vars)\s*\[\s*(?<quote>['"])(?<name>[^'"]+)\k<quote>\s*\]\s*(=\s*(?<value>.+))?$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
