using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Tells warnings of reading files and matching hosts as soon as there is a moment for it.</summary>
internal sealed class WarningCallback(Action tell) : PlayCallback
{
    public override void PlayStarted(PlayDescription play) => tell();

    public override void NoHostsMatched() => tell();

    public override void TaskStarted(TaskNode task, string name) => tell();

    public override void RunCompleted(RunStatistics statistics) => tell();
}
