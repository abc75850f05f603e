namespace Plumb.Operations.Services;

/// <summary>Guesses from what an init script answers to <c>status</c> whether its service runs.</summary>
internal static class ServiceStatusText
{
    private static readonly int[] NotRunning = [1, 2, 3, 4, 69];

    private static readonly string[] DeadWords =
        ["could not access pid file", "is dead and pid file exists", "dead but subsys locked", "dead but pid file exists"];

    public static bool? IsRunning(string name, int exitCode, string output)
    {
        if (NotRunning.Contains(exitCode)) return false;
        if (output.Count(c => c == '\n') <= 1 && FromWords(output.ToLowerInvariant().Replace(name.ToLowerInvariant(), "", StringComparison.Ordinal)) is { } told) return told;
        if (exitCode == 0) return true;
        return name == "iptables" && output.Contains("ACCEPT", StringComparison.Ordinal) ? true : null;
    }

    private static bool? FromWords(string text)
    {
        var negated = text.Contains("not ", StringComparison.Ordinal);
        if (text.Contains("stop", StringComparison.Ordinal)) return false;
        if (text.Contains("run", StringComparison.Ordinal)) return !negated;
        if (text.Contains("start", StringComparison.Ordinal) && !negated) return true;
        return DeadWords.Any(w => text.Contains(w, StringComparison.Ordinal)) ? false : null;
    }
}
