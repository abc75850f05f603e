namespace Plumb.Playbooks.Strategies.Records;

/// <summary>What one host is through with: what an earlier run recorded, how far this run has come in it, and what it has held back.</summary>
internal sealed class HostRecord
{
    private readonly List<RecordedTask> _before = [];
    private readonly List<ReadOnlyMemory<byte>> _heldBack = [];
    private RecordedTask? _begun;
    private int _play;

    /// <summary>How many tasks the host is through with in this run.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it has failed for good or is lost.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The next task that an earlier run was through with, or null where the record ends.</summary>
    public RecordedTask? Next => Count < _before.Count ? _before[Count] : null;

    /// <summary>Takes in a line of the file: with the number of one that is there it begins what came in the place of that and all after it.</summary>
    public void Load(RecordedTask task)
    {
        if (task.Number > _before.Count) return;
        _before.RemoveRange(task.Number, _before.Count - task.Number);
        _begun = task.IsBegun ? task : null;
        if (!task.IsBegun) _before.Add(task);
    }

    /// <summary>Whether the task that runs now may have run before, with nothing kept of how that ended, or of what it gave.</summary>
    public bool MayHaveChanged(int play, string digest) => (_begun is { } begun && begun.Number == Count && begun.Play == play && begun.Digest == digest) || Next is { HasChanged: true };

    /// <summary>Goes on behind the next task: it was taken from the record.</summary>
    public void Advance() => Count++;

    /// <summary>Gives up what is left of the record.</summary>
    public void Diverge() => _before.RemoveRange(Count, _before.Count - Count);

    /// <summary>Whether a job was started and nobody has asked for it yet: who would now cannot know it any more.</summary>
    public bool IsLostJob(RecordedTask task) => task.IsJob && !_before.Skip(task.Number + 1).Any(t => t.AsksForJob);

    /// <summary>True at the first task of a play.</summary>
    public bool Enter(int play) => _play != (_play = play);

    /// <summary>One more task that ran. Gives the lines to write now.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Add(ReadOnlyMemory<byte> line)
    {
        // One that ran again because its values were not kept is in the file already, and what follows it there still holds.
        var isKnown = Count++ < _before.Count;
        if (isKnown) return [];
        if (!IsStopped) return [line];
        _heldBack.Add(line);
        return [];
    }

    public void Stop() => IsStopped = true;

    /// <summary>Goes on after a failure. Gives the lines that were held back since.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Forgive()
    {
        IsStopped = false;
        ReadOnlyMemory<byte>[] lines = [.. _heldBack];
        _heldBack.Clear();
        return lines;
    }
}
