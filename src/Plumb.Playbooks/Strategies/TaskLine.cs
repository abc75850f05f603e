using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies;

/// <summary>
/// All tasks of a play in the order written, those of rescues and always in their place. Hosts in lockstep do the next one in line that
/// any of them waits for; included tasks and handlers are put in where the line is when they come.
/// </summary>
internal sealed class TaskLine
{
    private readonly List<TaskNode> _tasks;
    private int _position;

    public TaskLine(IEnumerable<PlayNode> nodes) => _tasks = [.. Flatten(nodes)];

    /// <summary>The next task in line of those that hosts wait for.</summary>
    public TaskNode Next(IReadOnlySet<TaskNode> wanted)
    {
        for (var looked = 0; looked <= _tasks.Count; looked++)
        {
            if (_position >= _tasks.Count) _position = 0;
            if (_tasks.Count > 0 && wanted.Contains(_tasks[_position++])) return _tasks[_position - 1];
        }
        // A host may wait for a task that came in by another way; any of them moves the run on.
        return wanted.First();
    }

    public void Insert(IEnumerable<PlayNode> nodes) => _tasks.InsertRange(_position, Flatten(nodes));

    private static IEnumerable<TaskNode> Flatten(IEnumerable<PlayNode> nodes) => nodes.SelectMany(n => n switch
    {
        BlockNode block => Flatten(block.Body).Concat(Flatten(block.Rescue)).Concat(Flatten(block.Always)),
        _ => [(TaskNode)n],
    });
}
