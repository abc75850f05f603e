using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Strategies.Debugging;

/// <summary>Whether somebody is to look at a result before the run goes on: the keyword says when, the setting that failures are looked at.</summary>
internal static class DebuggerPolicy
{
    public static bool Wants(TaskResult result, RunSettings settings, bool isDebugged)
    {
        var fails = result.HasFailed && !(settings.DebuggerIgnoresErrors && result.IgnoresErrors);
        if ((settings.DebugsTasks || isDebugged) && (fails || result.IsUnreachable)) return true;
        return result.Task.Scope.Nearest("debugger")?.Value is { } keyword && PyText.Str(keyword) switch
        {
            "always" => true,
            "on_failed" => fails,
            "on_unreachable" => result.IsUnreachable,
            "on_skipped" => result.IsSkipped,
            _ => false,
        };
    }
}
