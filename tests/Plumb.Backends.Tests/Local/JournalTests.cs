using Plumb.Backends.Local.Journal;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Tests.Local;

public sealed class JournalTests : IDisposable
{
    private readonly StateFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_run_did_is_in_the_state_that_is_read_next()
    {
        await LeaveJournalAsync();
        var (state, diagnostics) = await _folder.ReadAsync();
        Assert.Equal(["null_resource.b[0]", "null_resource.gone"], StateFolder.Addresses(state));
        Assert.Equal([StateRules.Recovered, StateRules.Interrupted, StateRules.Interrupted], diagnostics.Select(d => d.Rule));
        Assert.Equal(["null_resource.c", "null_resource.gone"], diagnostics.Skip(1).Select(d => d.Address));
        Assert.True(File.Exists(_folder.Paths.Journal));
    }

    [Fact]
    public async Task The_next_run_that_holds_the_lock_writes_it_and_keeps_what_nobody_answered_for()
    {
        await LeaveJournalAsync();
        await using (var store = _folder.Store())
        {
            await store.LockAsync(StateFolder.Apply, [], Cancellation);
            var state = await store.ReadAsync([], Cancellation);
            Assert.Equal(2, state?.Serial);
        }
        var (read, diagnostics) = await _folder.ReadAsync();
        Assert.Equal(["null_resource.b[0]", "null_resource.gone"], StateFolder.Addresses(read));
        Assert.Equal([("null_resource.c", StateRules.Interrupted)], diagnostics.Select(d => (d.Address, d.Rule)));
    }

    [Fact]
    public async Task A_create_without_an_answer_is_told_until_an_apply_has_run_to_its_end()
    {
        await LeaveJournalAsync();
        for (var killed = 0; killed < 2; killed++)
        {
            await using var store = _folder.Store();
            await store.LockAsync(StateFolder.Apply, [], Cancellation);
            var state = await store.ReadAsync([], Cancellation) ?? throw new InvalidOperationException();
            await store.BeginJournalAsync(state, Cancellation);
        }
        Assert.Equal(["null_resource.c"], (await _folder.ReadAsync()).Diagnostics.Select(d => d.Address));
        await using (var store = _folder.Store())
        {
            await store.LockAsync(StateFolder.Apply, [], Cancellation);
            var state = await store.ReadAsync([], Cancellation) ?? throw new InvalidOperationException();
            await store.BeginJournalAsync(state, Cancellation);
            Assert.True(await store.WriteAsync(state, [], Cancellation));
        }
        Assert.False(File.Exists(_folder.Paths.Journal));
        Assert.Empty((await _folder.ReadAsync()).Diagnostics);
    }

    [Fact]
    public async Task A_create_without_an_answer_is_settled_by_an_import()
    {
        await LeaveJournalAsync();
        await using (var store = _folder.Store())
        {
            await store.LockAsync(StateFolder.Apply, [], Cancellation);
            await store.ReadAsync([], Cancellation);
            Assert.True(await store.WriteAsync(StateFolder.State(("null_resource.c", "7")), [], Cancellation));
        }
        Assert.Empty((await _folder.ReadAsync()).Diagnostics);
    }

    [Fact]
    public async Task Cut_off_anywhere_a_journal_gives_the_state_after_some_of_its_changes()
    {
        await LeaveJournalAsync();
        var whole = File.ReadAllBytes(_folder.Paths.Journal);
        string[] possible = ["null_resource.a null_resource.gone", "null_resource.a null_resource.b[0] null_resource.gone", "null_resource.b[0] null_resource.gone"];
        var seen = new HashSet<string>();
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(_folder.Paths.Journal, whole[..length]);
            var (state, diagnostics) = await _folder.ReadAsync();
            Assert.False(diagnostics.HasErrors);
            seen.Add(string.Join(' ', StateFolder.Addresses(state)));
        }
        Assert.Equal(possible.Order(), seen.Order());
    }

    [Fact]
    public async Task A_journal_whose_state_was_written_or_that_is_of_another_state_adds_no_object()
    {
        await LeaveJournalAsync();
        var journal = File.ReadAllBytes(_folder.Paths.Journal);
        await _folder.WriteAsync(StateFolder.State(("null_resource.z", "9")));
        File.WriteAllBytes(_folder.Paths.Journal, journal);
        var (state, diagnostics) = await _folder.ReadAsync();
        Assert.Equal(["null_resource.z"], StateFolder.Addresses(state));
        Assert.Equal([("null_resource.c", StateRules.Interrupted)], diagnostics.Select(d => (d.Address, d.Rule)));

        File.Delete(_folder.Paths.Write);
        await _folder.WriteAsync(StateFolder.State(("null_resource.y", "9")));
        File.WriteAllBytes(_folder.Paths.Journal, journal);
        (state, diagnostics) = await _folder.ReadAsync();
        Assert.Equal(["null_resource.y"], StateFolder.Addresses(state));
        Assert.Equal([StateRules.ForeignJournal], diagnostics.Select(d => d.Rule));
    }

    [Fact]
    public async Task A_run_that_starts_from_a_moved_state_is_recovered_from_there()
    {
        await _folder.WriteAsync(StateFolder.State(("null_resource.old", "1")));
        await using (var store = _folder.Store())
        {
            await store.ReadAsync([], Cancellation);
            var journal = await store.BeginJournalAsync(StateFolder.State(("null_resource.new", "1")), Cancellation);
            await journal.RecordAsync(StateFolder.Outcome("null_resource.other", "2"), Cancellation);
        }
        Assert.Equal(["null_resource.new", "null_resource.other"], StateFolder.Addresses((await _folder.ReadAsync()).State));
    }

    [Fact]
    public async Task Changes_that_come_together_are_all_kept()
    {
        await using (var store = _folder.Store())
        {
            await store.ReadAsync([], Cancellation);
            var journal = await store.BeginJournalAsync(new StateDocument(), Cancellation);
            await Parallel.ForAsync(0, 500, Cancellation, async (i, _) =>
            {
                await journal.IntendAsync(StateFolder.Intent($"null_resource.a[{i}]", ChangeAction.Create), Cancellation);
                await journal.RecordAsync(StateFolder.Outcome($"null_resource.a[{i}]", "x"), Cancellation);
            });
        }
        var (state, diagnostics) = await _folder.ReadAsync();
        Assert.Equal(500, StateFolder.Addresses(state).Length);
        Assert.Equal([StateRules.Recovered], diagnostics.Select(d => d.Rule));
    }

    [Fact]
    public async Task What_is_intended_waits_for_everything_that_was_recorded_before()
    {
        await using var store = _folder.Store();
        await store.ReadAsync([], Cancellation);
        var journal = await store.BeginJournalAsync(new StateDocument(), Cancellation);
        for (var i = 0; i < 200; i++) await journal.RecordAsync(StateFolder.Outcome($"null_resource.a[{i}]", "x"), Cancellation);
        await journal.IntendAsync(StateFolder.Intent("null_resource.b", ChangeAction.Create), Cancellation);
        Assert.Equal(200, StateFolder.Addresses((await _folder.ReadAsync()).State).Length);
        await journal.RecordAsync(StateFolder.Outcome("null_resource.b", "y"), Cancellation);
        await journal.FlushAsync(Cancellation);
        var (state, diagnostics) = await _folder.ReadAsync();
        Assert.Equal(201, StateFolder.Addresses(state).Length);
        Assert.Equal([StateRules.Recovered], diagnostics.Select(d => d.Rule));
    }

    [Fact]
    public async Task What_was_written_ahead_and_never_begun_was_not_asked_for()
    {
        await LeaveIntentsAheadAsync();
        Assert.Equal(["null_resource.begun"], (await _folder.ReadAsync()).Diagnostics.Skip(1).Select(d => d.Address));
    }

    [Fact]
    public async Task Nobody_knows_what_had_begun_when_the_machine_itself_went_down()
    {
        await LeaveIntentsAheadAsync();
        var records = JournalRecord.ReadAll(File.ReadAllBytes(_folder.Paths.Journal)).Select(r => r.Kind == JournalRecordKind.Boot ? r with { Subject = "another" } : r);
        File.WriteAllBytes(_folder.Paths.Journal, [.. records.SelectMany(r => r.ToBytes())]);
        Assert.Equal(["null_resource.ahead", "null_resource.begun"], (await _folder.ReadAsync()).Diagnostics.Skip(1).Select(d => d.Address));
    }

    /// <summary>Three creates written ahead: one waits for its turn, one has begun, and one is done.</summary>
    private async Task LeaveIntentsAheadAsync()
    {
        await using var store = _folder.Store();
        await store.ReadAsync([], Cancellation);
        var journal = await store.BeginJournalAsync(new StateDocument(), Cancellation);
        foreach (var name in (string[])["ahead", "begun", "done"])
        {
            var intent = StateFolder.Intent($"null_resource.{name}", ChangeAction.Create) with { IsAhead = true };
            await journal.IntendAsync(intent, Cancellation);
            if (name != "ahead") journal.Begin(intent);
        }
        await journal.RecordAsync(StateFolder.Outcome("null_resource.done", "3"), Cancellation);
    }

    /// <summary>Two done changes, and two without an answer.</summary>
    private async Task LeaveJournalAsync()
    {
        await _folder.WriteAsync(StateFolder.State(("null_resource.a", "1"), ("null_resource.gone", "2")));
        await using var store = _folder.Store();
        var state = await store.ReadAsync([], Cancellation) ?? throw new InvalidOperationException();
        var journal = await store.BeginJournalAsync(state, Cancellation);
        await journal.IntendAsync(StateFolder.Intent("null_resource.b[0]", ChangeAction.Create), Cancellation);
        await journal.RecordAsync(StateFolder.Outcome("null_resource.b[0]", "3"), Cancellation);
        await journal.IntendAsync(StateFolder.Intent("null_resource.a", ChangeAction.Delete), Cancellation);
        await journal.RecordAsync(StateFolder.Outcome("null_resource.a", null), Cancellation);
        await journal.IntendAsync(StateFolder.Intent("null_resource.c", ChangeAction.Create), Cancellation);
        await journal.IntendAsync(StateFolder.Intent("null_resource.gone", ChangeAction.Delete), Cancellation);
    }

    public void Dispose() => _folder.Dispose();
}
