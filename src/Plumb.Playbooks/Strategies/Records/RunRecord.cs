using System.Text.Json;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// What hosts are through with, kept so that a run that was stopped can be resumed. A resumed run goes through its plays from the start
/// like any other; only where a host comes to a task that the record says it is through with, the recorded result is taken in the
/// place of a new one. Whatever follows from results - variables, facts, handlers to run, blocks to rescue, tasks to include - is so
/// again as it was, without a second account of it.
/// </summary>
/// <remarks>Used by one thread at a time, that of the run's loop; only <see cref="Hide"/> is for all.</remarks>
public sealed class RunRecord : IAsyncDisposable
{
    private const int VariableDigestLength = 4;
    private const int ShortestSecret = 4;

    private readonly RecordFile? _file;
    private readonly RecordKey? _key;
    private readonly TaskDigests? _digests;
    private readonly bool _writes;
    private readonly Dictionary<string, HostRecord> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _toldOfVariables = new(StringComparer.Ordinal);
    private readonly Lock _secretGate = new();
    private readonly List<byte[]> _secrets = [];
    private int _play;

    private RunRecord(RecordFile? file, RecordKey? key, bool writes)
    {
        (_file, _key, _writes) = (file, key, writes);
        if (key is not null) _digests = new TaskDigests(key);
    }

    /// <summary>No record at all: every task runs, and nothing is kept.</summary>
    public static RunRecord None => new(null, null, writes: false);

    /// <summary>Where the run tells of what is not as it was.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Whether what is done now can be gone on with.</summary>
    public bool IsKept => _writes;

    /// <summary>How many tasks were taken from the record.</summary>
    public int TakenCount { get; private set; }

    /// <summary>Starts the record of a new run; one that was there is given up. Without a record where it cannot be written.</summary>
    public static RunRecord Start(string path, RunSettings settings, Vault.VaultSecrets vault, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            if (RecordFile.Open(path, keeps: false, warn) is not { } file)
            {
                warn("Another run of the same playbook and inventory is under way; this one keeps no record and cannot be resumed.");
                return None;
            }
            var key = new RecordKey(RecordHeader.NewSalt(), vault);
            file.Append(LineOf(RecordHeader.Of(settings, key.Salt, key).ToValues()));
            return new RunRecord(file, key, writes: true) { Warn = warn };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            warn($"No record of this run can be kept, and it cannot be resumed: {fault.Message}");
            return None;
        }
    }

    /// <summary>
    /// Opens the record of a run that was stopped. Null where there is none to go on with; what is not as it was then is warned of. A
    /// check goes on from the record and adds nothing to it.
    /// </summary>
    public static RunRecord? Resume(string path, RunSettings settings, Vault.VaultSecrets vault, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(warn);
        if (!File.Exists(path)) return null;
        var file = RecordFile.Open(path, keeps: true, warn) ?? throw new RecordException("The run is still under way: another program writes its record.");
        var lines = new Queue<ReadOnlyMemory<byte>>(Lines(file.ReadAll()));
        if (!lines.TryDequeue(out var first)) return null;
        if (RecordHeader.Read(RecordLine.Parse(first.Span)) is not { } header) throw new RecordException($"The record {path} is none that this version of the program can read. Delete it, and run the playbook without --resume.");
        var key = new RecordKey(header.Salt, vault);
        foreach (var change in header.Changes(RecordHeader.Of(settings, header.Salt, key))) warn($"The run is resumed though {change}: what is done stays as it is, and only the rest is done so.");
        var record = new RunRecord(file, key, writes: !settings.Check) { Warn = warn };
        foreach (var line in lines)
        {
            if (RecordLine.Read(line.Span, key) is not { } task)
            {
                warn("A part of the record cannot be read; what it told of is done again.");
                break;
            }
            record.Of(task.Host).Load(task);
        }
        return record;
    }

    /// <summary>A text that must not get into the record: a password, or the answer to a question that was not to be seen.</summary>
    public void Hide(string? secret)
    {
        if (_key is null || secret is null || secret.Length < ShortestSecret) return;
        var written = JsonEncodedText.Encode(secret, RecordFile.Json.Encoder).EncodedUtf8Bytes.ToArray();
        lock (_secretGate)
        {
            if (!_secrets.Exists(s => s.AsSpan().SequenceEqual(written))) _secrets.Add(written);
        }
    }

    /// <summary>The run is over, with nothing left to do, unless there are hosts in the record that it was not for.</summary>
    public void Complete()
    {
        if (_writes && _hosts.Values.All(h => h.Next is null)) _file?.Delete();
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null) await _file.DisposeAsync().ConfigureAwait(false);
    }

    internal void EnterPlay() => _play++;

    /// <summary>Whether the host is through with the task.</summary>
    internal bool IsDone(TaskNode task, string host) => _digests is not null && _hosts.TryGetValue(host, out var known) && known.Next is { Values: not null } next && Matches(next, task) && !known.IsLostJob(next);

    /// <summary>The host whose record has the task where one does it for all, else the first.</summary>
    internal string Doer(TaskNode task, IReadOnlyList<string> hosts) => hosts.FirstOrDefault(h => _digests is not null && _hosts.TryGetValue(h, out var known) && known.Next is { } next && Matches(next, task)) ?? hosts[0];

    /// <summary>The result of a task that the host is through with, or null where it has to run.</summary>
    internal TaskResult? Take(TaskNode task, string host, IPlayInventory inventory, PlayModel play)
    {
        if (_digests is null || KeptValues.AreReadAgain(task.Config) || !_hosts.TryGetValue(host, out var known) || known.Next is not { } next) return null;
        if (!Matches(next, task))
        {
            known.Diverge();
            Warn($"The playbook is not what it was for {host}: the record has {(next.Name.Length > 0 ? $"the task '{next.Name}'" : "another task")} where '{task.DisplayName}' is now ({task.Place}). From there on everything is done again.");
            return null;
        }
        if (next.Variables is { } before && before != VariablesOf(host, inventory, play) && _toldOfVariables.Add(host))
            Warn($"The variables of {host} are not what they were: what is done there stays as it is, and only the rest is done with the new ones.");
        if (next.Values is not { } values || known.IsLostJob(next)) return null;
        known.Advance();
        TakenCount++;
        return new TaskResult(host, task, values)
        {
            TaskName = next.Name,
            DelegatedTo = next.DelegatedTo,
            IgnoresErrors = next.IgnoresErrors,
            IgnoresUnreachable = next.IgnoresUnreachable,
            HidesOutput = next.HidesOutput,
            IsResumed = true,
        };
    }

    /// <summary>
    /// A task starts whose change others wait for: handlers, or who reads its result. Should the run end in the middle of it, it may have
    /// changed the host already, and find nothing left to change when it runs again.
    /// </summary>
    internal void Begin(TaskNode task, string host)
    {
        if (_digests is null || !_writes || !ChangeMatters(task)) return;
        var known = Of(host);
        if (known.IsStopped || known.Next is not null) return;
        _file?.Append(LineOf(new RecordedTask(host, known.Count, _play, _digests.Of(task)) { IsBegun = true }).Span);
    }

    /// <summary>What was begun before and nobody knows the end of counts as changed, so that what waits for it is not left out.</summary>
    internal void Settle(TaskResult result)
    {
        if (_digests is null || result.IsResumed || result.HasFailed || result.IsUnreachable || result.IsSkipped || !ChangeMatters(result.Task)) return;
        if (!Of(result.Host).MayHaveChanged(_play, _digests.Of(result.Task))) return;
        foreach (var part in result.Parts.Where(p => !ResultValues.IsSet(p, "skipped"))) part["changed"] = true;
        result.Values["changed"] = true;
    }

    /// <summary>Makes the line for a result before the run takes it in, for that changes it. Null where there is nothing to keep.</summary>
    internal RecordedTask? Describe(TaskResult result, IPlayInventory inventory, PlayModel play)
    {
        if (_digests is null || !_writes || result.IsResumed || KeptValues.AreReadAgain(result.Task.Config)) return null;
        var known = Of(result.Host);
        return new RecordedTask(result.Host, known.Count, _play, _digests.Of(result.Task))
        {
            Name = result.TaskName,
            Values = KeptValues.Of(result),
            DelegatedTo = result.DelegatedTo,
            IgnoresErrors = result.IgnoresErrors,
            IgnoresUnreachable = result.IgnoresUnreachable,
            HidesOutput = result.HidesOutput,
            HasChanged = result.HasChanged,
            IsJob = result.Parts.Any(p => p.ContainsKey("ansible_job_id") && !ResultValues.IsSet(p, "finished")),
            AsksForJob = result.Task.Config.ActionName == "async_status",
            Variables = known.Enter(_play) ? VariablesOf(result.Host, inventory, play) : null,
        };
    }

    /// <summary>The line of a described task; made at once, for later tasks may change its values.</summary>
    internal ReadOnlyMemory<byte> LineOf(RecordedTask task) => _key is { } key ? RecordLine.Write(task, key, HoldsSecret) : default;

    /// <summary>A host is through with a task.</summary>
    internal void Add(string host, ReadOnlyMemory<byte> line)
    {
        foreach (var written in Of(host).Add(line)) _file?.Append(written.Span);
    }

    /// <summary>A host has failed for good or is lost. What it still does is cleaning up, and no step forward.</summary>
    internal void Stop(string host)
    {
        if (_digests is not null) Of(host).Stop();
    }

    /// <summary>A host that had failed goes on after all.</summary>
    internal void Forgive(string host)
    {
        if (_digests is null) return;
        foreach (var line in Of(host).Forgive()) _file?.Append(line.Span);
    }

    private static bool ChangeMatters(TaskNode task) =>
        !KeptValues.OnlyLooks(task.Config) && (task.Config.Keywords.Has("register") || task.Scope.Nearest("notify") is not null);

    private bool Matches(RecordedTask recorded, TaskNode task) => recorded.Play == _play && recorded.Digest == _digests?.Of(task);

    private string? VariablesOf(string host, IPlayInventory inventory, PlayModel play)
    {
        var values = new PyList([.. inventory.VariablesOf(host).Select(object? (layer) => new PyDict(layer.Names.Select(n => KeyValuePair.Create((object?)n, layer.TryGet(n, out var value) ? value : null)))), play.Variables]);
        return _key?.Digest(values, VariableDigestLength);
    }

    private bool HoldsSecret(ReadOnlySpan<byte> text)
    {
        lock (_secretGate)
        {
            foreach (var secret in _secrets)
            {
                if (text.IndexOf(secret) >= 0) return true;
            }
            return false;
        }
    }

    private HostRecord Of(string host)
    {
        if (!_hosts.TryGetValue(host, out var known)) _hosts[host] = known = new HostRecord();
        return known;
    }

    private static byte[] LineOf(PyDict values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, RecordFile.Json)) RecordedValues.Write(json, values);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> content)
    {
        while (content.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            yield return RecordFile.Checked(content[..end]);
            content = content[(end + 1)..];
        }
    }
}
