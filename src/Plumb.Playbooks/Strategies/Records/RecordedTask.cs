using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>A task that a host is through with, or has begun, as a record keeps it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Number">How many tasks the host was through with before it.</param>
/// <param name="Play">The number of its play in the run.</param>
/// <param name="Digest">A digest of the task as written, by which a changed playbook is noticed.</param>
internal sealed record RecordedTask(string Host, int Number, int Play, string Digest)
{
    /// <summary>The name of the task, rendered; empty where it is not kept.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the run has to know of its result; null where it holds a secret and is not kept, so that the task has to run again.</summary>
    public PyDict? Values { get; init; }

    public string? DelegatedTo { get; init; }

    public bool IgnoresErrors { get; init; }

    public bool IgnoresUnreachable { get; init; }

    public bool HidesOutput { get; init; }

    /// <summary>Whether the task was only begun: where nothing follows, nobody knows what it did.</summary>
    public bool IsBegun { get; init; }

    public bool HasChanged { get; init; }

    /// <summary>A job that was started and not waited for.</summary>
    public bool IsJob { get; init; }

    /// <summary>A question about such a job.</summary>
    public bool AsksForJob { get; init; }

    /// <summary>A digest of the host's variables in the inventory; at its first task only.</summary>
    public string? Variables { get; init; }
}
