using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Asks before each task whether it is to run, for <c>--step</c>.</summary>
internal sealed class StepQuestions(RunServices services)
{
    private bool _asks = services.Settings.Steps;

    public async ValueTask<bool> WantsAsync(TaskNode task, CancellationToken cancellation)
    {
        if (!_asks) return true;
        var question = $"Perform task: TASK: {task.DisplayName} (N)o/(y)es/(c)ontinue: ";
        var answer = (await services.Prompt.AskAsync(question, isSecret: false, cancellation).ConfigureAwait(false))?.Trim().ToLowerInvariant();
        if (answer is "c" or "continue") _asks = false;
        services.Output.Banner(question);
        return answer is "y" or "yes" or "c" or "continue";
    }
}
