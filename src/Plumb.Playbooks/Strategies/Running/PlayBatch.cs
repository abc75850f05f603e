using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The hosts that go through a play together, and where each of them is.</summary>
public sealed class PlayBatch
{
    private readonly Dictionary<string, HostCursor> _cursors = new(StringComparer.Ordinal);
    private readonly Dictionary<TaskNode, HashSet<string>> _notified = [];
    private readonly Dictionary<RoleInstance, HashSet<string>> _roleHosts = [];
    private readonly Dictionary<RoleInstance, HashSet<string>> _rolesDone = [];

    internal PlayBatch(PlayModel play, PlayLinker linker, IReadOnlyList<string> hosts, IReadOnlyList<string> allHosts)
    {
        (Play, Linker, Hosts, AllHosts) = (play, linker, hosts, allHosts);
        foreach (var host in hosts) _cursors[host] = new HostCursor(play.Sequence);
    }

    public PlayModel Play { get; }

    internal PlayLinker Linker { get; }

    /// <summary>The hosts of this batch, in the play's order.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>The hosts of the whole play.</summary>
    public IReadOnlyList<string> AllHosts { get; }

    /// <summary>Those that left the play: they failed, were lost, or ended it.</summary>
    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the strategy of the play is to look at every failure.</summary>
    public bool IsDebugged { get; init; }

    /// <summary>Set where the whole play is to end, not only this batch.</summary>
    public bool EndsPlay { get; set; }

    internal HostCursor CursorOf(string host) => _cursors[host];

    /// <summary>Remembers that a handler is to run on a host; false where it was remembered before.</summary>
    public bool Notify(TaskNode handler, string host)
    {
        if (!_notified.TryGetValue(handler, out var hosts)) _notified[handler] = hosts = new HashSet<string>(StringComparer.Ordinal);
        return hosts.Add(host);
    }

    public bool IsNotified(TaskNode handler, string host) => _notified.TryGetValue(handler, out var hosts) && hosts.Contains(host);

    public void Forget(TaskNode handler, string host)
    {
        if (_notified.TryGetValue(handler, out var hosts)) hosts.Remove(host);
    }

    /// <summary>Remembers that a task of a role ran on a host, so that the role counts as done there at its end.</summary>
    public void Touch(RoleInstance role, string host) => Add(_roleHosts, role, host);

    public void CompleteRole(RoleInstance role, string host)
    {
        if (_roleHosts.TryGetValue(role, out var hosts) && hosts.Contains(host)) Add(_rolesDone, role, host);
    }

    /// <summary>Whether the role's tasks are passed over on a host, because it ran there before.</summary>
    public bool IsRoleDone(RoleInstance role, string host) => !role.AllowsDuplicates && _rolesDone.TryGetValue(role, out var hosts) && hosts.Contains(host);

    private static void Add(Dictionary<RoleInstance, HashSet<string>> map, RoleInstance role, string host)
    {
        if (!map.TryGetValue(role, out var hosts)) map[role] = hosts = new HashSet<string>(StringComparer.Ordinal);
        hosts.Add(host);
    }
}
