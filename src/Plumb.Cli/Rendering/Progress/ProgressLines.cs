using System.Collections.Concurrent;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Rendering.Progress;

/// <summary>
/// Tells of a run as it goes, a line an event, and counts what was done. Of what takes long it says so every ten seconds;
/// on a terminal it shows instead, below the lines, what is running, and has lines only for what is done.
/// </summary>
internal sealed class ProgressLines(Terminal terminal, ProgressStyle style, TimeProvider time) : SilentObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly RunningOperations _running = new(time);
    private readonly ConcurrentDictionary<ResourceInstanceAddress, bool> _importing = [];
    private readonly ScreenWriter? _screen = style.IsLive ? terminal.Out as ScreenWriter : null;
    private int _added;
    private int _changed;
    private int _destroyed;
    private int _invoked;

    public (int Added, int Changed, int Destroyed) Done => (_added, _changed, _destroyed);

    public int Invoked => _invoked;

    public Task<Plan?> PlanAsync(Func<IRunObserver, Task<Plan?>> work) => DuringAsync("Planning", 0, () => work(this));

    public Task<bool> ApplyAsync(Plan plan, Func<IRunObserver, Task<bool>> work)
    {
        foreach (var change in plan.Changes)
        {
            if (change.Importing is not { } importing || style.IsImportCommand) continue;
            var id = $" [id={importing.Id ?? change.Address.ToString()}]";
            Line($"{change.Address}: Importing...{id}");
            Line($"{change.Address}: Import complete{id}");
        }
        return DuringAsync(plan.Mode == PlanMode.Destroy ? "Destroying" : "Applying", OperationsOf(plan), () => work(this));
    }

    public override void RefreshStarted(ResourceInstanceAddress address, Value prior)
    {
        var isData = address.Resource.Resource.Mode == ResourceMode.Data;
        if (_importing.TryRemove(address, out _) && style.IsImportCommand) Line($"{address}: Import prepared!\n  Prepared {address.Resource.Resource.Type} for import", Tone.Good);
        if (isData) Begin(address, null, "Reading", null, "...");
        else Begin(address, null, "Refreshing", ObjectLabel.IdOf(prior), " state...", isSlow: false);
    }

    public override void RefreshCompleted(ResourceInstanceAddress address, Value state)
    {
        var elapsed = _running.End(address, null) ?? TimeSpan.Zero;
        if (address.Resource.Resource.Mode == ResourceMode.Data) Line($"{address}: Read complete after {ElapsedTime.Format(elapsed)}{Shown(ObjectLabel.IdOf(state))}");
    }

    public override void RefreshFailed(ResourceInstanceAddress address) => _running.End(address, null, failed: true);

    public override void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after) =>
        Begin(address, deposedKey, action switch
        {
            ChangeAction.Create => "Creating",
            ChangeAction.Update => "Modifying",
            _ => "Destroying",
        }, ObjectLabel.IdOrNameOf(before), "...");

    public override void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state, TimeSpan elapsed)
    {
        _running.End(address, deposedKey);
        _ = action switch
        {
            ChangeAction.Create => Interlocked.Increment(ref _added),
            ChangeAction.Update => Interlocked.Increment(ref _changed),
            _ => Interlocked.Increment(ref _destroyed),
        };
        Line($"{address}{Deposed(deposedKey)}: {Noun(action)} complete after {ElapsedTime.Format(elapsed)}{Shown(ObjectLabel.IdOf(state))}");
    }

    /// <summary>Why it failed is told at the end; on a terminal, that it did is seen at once.</summary>
    public override void ApplyFailed(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, TimeSpan elapsed)
    {
        _running.End(address, deposedKey, failed: true);
        if (_screen is not null) Line($"{address}{Deposed(deposedKey)}: {Noun(action)} failed after {ElapsedTime.Format(elapsed)}", Tone.Bad);
    }

    public override void ProvisionStarted(ResourceInstanceAddress address, string provisioner) => Line($"{address}: Provisioning with '{provisioner}'...");

    /// <summary>A line that says nothing is empty; a carriage return starts another one.</summary>
    public override void ProvisionOutput(ResourceInstanceAddress address, string provisioner, string line)
    {
        if (style.IsConcise) return;
        var prefix = style.Paint($"{address} ({provisioner}):", Tone.Plain);
        Write(string.Join('\n', line.Split('\r', '\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).Select(l => $"{prefix} {l}")));
    }

    public override void ImportStarted(ResourceInstanceAddress address, string id)
    {
        _importing[address] = true;
        Line(style.IsImportCommand ? $"{address}: Importing from ID \"{id}\"..." : $"{address}: Preparing import... [id={id}]");
    }

    public override void EphemeralStarted(ResourceInstanceAddress address, EphemeralOperation operation) => Begin(address, null, operation switch
    {
        EphemeralOperation.Open => "Opening",
        EphemeralOperation.Renew => "Renewing",
        _ => "Closing",
    }, null, "...");

    public override void EphemeralCompleted(ResourceInstanceAddress address, EphemeralOperation operation, bool failed)
    {
        var elapsed = _running.End(address, null, failed) ?? TimeSpan.Zero;
        if (failed) return;
        var what = operation switch
        {
            EphemeralOperation.Open => "Opening",
            EphemeralOperation.Renew => "Renewal",
            _ => "Closing",
        };
        Line($"{address}: {what} complete after {ElapsedTime.Format(elapsed)}");
    }

    public override void ActionStarted(ActionInvocation action) => Begin(action.Address, null, "Invoking", null, "...");

    public override void ActionProgress(ActionInvocation action, string message) => Line($"{action.Address}: {message}");

    public override void ActionCompleted(ActionInvocation action, string? fault)
    {
        var elapsed = _running.End(action.Address, null, fault is not null) ?? TimeSpan.Zero;
        if (fault is null) Interlocked.Increment(ref _invoked);
        Line(fault is null ? $"{action.Address}: Action complete after {ElapsedTime.Format(elapsed)}" : $"{action.Address}: Action failed: {fault}", fault is null ? Tone.Plain : Tone.Bad);
    }

    public override void Skipped(ResourceInstanceAddress address, ChangeAction action, string because) => Line($"{address}: Skipped, because {because}");

    /// <summary>Told from time to time while something goes on; the lines so far are seen then at the latest.</summary>
    internal void Tick()
    {
        // The terminal may have gone away; the work goes on, and nobody is there to hear of it.
        try
        {
            Tell();
        }
        catch (IOException)
        {
        }
    }

    private void Tell()
    {
        if (_screen is not null)
        {
            var (width, height) = terminal.Size();
            _screen.Show(ProgressBlock.Draw(_running.Snapshot(), width, height, style.Color));
            return;
        }
        foreach (var line in _running.Heartbeats()) Line(line);
        lock (_gate) terminal.Out.Flush();
    }

    private async Task<T> DuringAsync<T>(string phase, int total, Func<Task<T>> work)
    {
        _running.BeginPhase(phase, total);
        var timer = style.IsConcise ? null : time.CreateTimer(_ => Tick(), null, Interval, Interval);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            if (timer is not null) await timer.DisposeAsync().ConfigureAwait(false);
            _screen?.Show("");
        }
    }

    private void Begin(ResourceInstanceAddress address, string? deposedKey, string doing, ObjectLabel? label, string end, bool isSlow = true)
    {
        _running.Begin(address, deposedKey, doing.ToLowerInvariant(), label, isSlow);
        if (_screen is null) Line($"{address}{Deposed(deposedKey)}: {doing}{end}{Shown(label)}");
    }

    private void Line(string text, Tone tone = Tone.Plain)
    {
        if (!style.IsConcise) Write(style.Paint(text, tone));
    }

    private void Write(string line)
    {
        lock (_gate) terminal.Out.WriteLine(line);
    }

    /// <summary>What is told to begin and to end; a replacement is two things.</summary>
    private static int OperationsOf(Plan plan) => plan.Changes.Sum(c => c.Action switch
    {
        ChangeAction.NoOp or ChangeAction.Forget => 0,
        ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete => 2,
        _ => 1,
    });

    private static string Noun(ChangeAction action) => action switch
    {
        ChangeAction.Create => "Creation",
        ChangeAction.Update => "Modifications",
        _ => "Destruction",
    };

    private static string Deposed(string? key) => key is null ? "" : $" (deposed object {key})";

    private static string Shown(ObjectLabel? label) => label is null ? "" : $" [{label}]";
}
