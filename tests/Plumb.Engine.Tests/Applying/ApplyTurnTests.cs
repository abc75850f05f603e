using System.Collections.Concurrent;
using Plumb.Engine.Applying;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Tests.Projects;

namespace Plumb.Engine.Tests.Applying;

public sealed class ApplyTurnTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task As_many_changes_as_run_at_once_are_written_down_ahead_of_their_turn(bool destroy)
    {
        using var project = new TestProject("""resource "test_thing" "a" { count = 20 }""") { Parallelism = 3 };
        if (destroy) await project.ApplyAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (atOnce, most) = (0, 0);
        project.Provider = p => p.Pause = async () =>
        {
            lock (gate) most = Math.Max(most, ++atOnce);
            await gate.Task;
            lock (gate) atOnce--;
        };
        var journal = new WatchedJournal(full: 6);
        var applying = project.ApplyAsync(destroy ? new PlanOptions { Mode = PlanMode.Destroy } : null, journal);
        await journal.Full.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(6, journal.Intents.Count);
        gate.SetResult();
        Assert.Empty(await applying);
        Assert.Equal(3, most);
        Assert.Equal(20, journal.Intents.Count);
        Assert.Equal(journal.Intents.Where(i => i.IsAhead).Select(i => i.Address).ToHashSet(), journal.Begun.ToHashSet());
    }

    [Fact]
    public async Task What_waits_for_its_turn_when_a_run_is_halted_is_skipped()
    {
        using var project = new TestProject("""resource "test_thing" "a" { count = 9 }""") { Parallelism = 2 };
        // The journal fails over the third intent, written ahead while the first two are under way.
        var diagnostics = await project.ApplyAsync(journal: new WatchedJournal(full: 2) { FailsWhenFull = true });
        Assert.Single(diagnostics, d => d.Summary == "Failed to write the journal");
        Assert.Single(diagnostics, d => d.Summary == "Planned changes skipped");
        Assert.InRange(project.Opened.SelectMany(p => p.Calls).Count(), 0, 2);
    }

    /// <summary>Tells when so many intents are in it.</summary>
    private sealed class WatchedJournal(int full) : IStateJournal
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public bool FailsWhenFull { get; init; }

        public Task Full => _full.Task;

        public ConcurrentQueue<StateIntent> Intents { get; } = [];

        public ConcurrentQueue<Core.Addresses.ResourceInstanceAddress> Begun { get; } = [];

        public ValueTask IntendAsync(StateIntent intent, CancellationToken cancellation)
        {
            var count = Interlocked.Increment(ref _count);
            if (FailsWhenFull && count > full) throw new IOException("No space left on device");
            Intents.Enqueue(intent);
            if (count == full) _full.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public void Begin(StateIntent intent) => Begun.Enqueue(intent.Address);

        public ValueTask RecordAsync(StateOutcome outcome, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public void LeaveUnanswered(StateIntent intent)
        {
        }
    }
}
