using Plumb.Playbooks.Plays.Keywords;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Warns of variables that hide a keyword or a function of templates.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> Functions = ["lookup", "query", "q", "now", "undef", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "local_action", "with_"];

    public static void Warn(RunServices services, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name is "vars" or "environment") continue;
            if (Functions.Contains(name) || PlayKeywords.OfPlays.Contains(name) || PlayKeywords.OfTasks.Contains(name) || PlayKeywords.OfBlocks.Contains(name))
                services.Output.Warn($"Found variable using reserved name: {name}");
        }
    }
}
