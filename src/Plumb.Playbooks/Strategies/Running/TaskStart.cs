using System.IO.Enumeration;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Passes over all tasks before the one that <c>--start-at-task</c> names.</summary>
internal sealed class TaskStart(RunServices services)
{
    public void Apply(PlayBatch batch)
    {
        if (services.Settings.StartAtTask is not { } wanted || services.HasStarted) return;
        foreach (var host in batch.Hosts)
        {
            var cursor = batch.CursorOf(host);
            while (cursor.Next is { } task)
            {
                var name = task.Config.IsImplicit ? null : task.DisplayName;
                if (name is not null && (Matches(name, wanted) || Matches(name.Split(" : ")[^1], wanted)))
                {
                    services.HasStarted = true;
                    break;
                }
                cursor.Advance();
            }
        }
    }

    private static bool Matches(string name, string wanted) => name == wanted || FileSystemName.MatchesSimpleExpression(wanted, name, ignoreCase: false);
}
