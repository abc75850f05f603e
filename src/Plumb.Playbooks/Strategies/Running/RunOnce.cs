using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Whether one host does a task for all: the keyword says so, or what the action does is not a host's.</summary>
internal static class RunOnce
{
    public static bool Holds(BatchRun run, TaskNode task, string host)
    {
        if (run.Services.Actions.RunsOnce(task.Config.ActionName)) return true;
        if (task.Scope.Nearest("run_once") is not { } keyword) return false;
        try
        {
            return KeywordValues.Boolean(run.Services.Scopes.ForTask(run.Batch, task, host), keyword, "run_once", false);
        }
        catch (Exception fault) when (fault is TaskFailure or Templating.TemplatingException)
        {
            throw new LinkException(Plays.PlayRules.RunFault, keyword.Span, fault.Message);
        }
    }
}
