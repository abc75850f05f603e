using Plumb.Core.Diagnostics;
using Plumb.Engine.Applying;
using Plumb.Engine.Tests.Projects;

namespace Plumb.Engine.Tests.Applying;

public sealed class FailedApplyTests
{
    private const string Chain =
        """
        resource "test_thing" "a" { value = 1 }
        resource "test_thing" "b" { value = test_thing.a.id }
        resource "test_thing" "c" { value = test_thing.b.id }
        resource "test_thing" "other" { size = 2 }
        """;

    [Fact]
    public async Task What_does_not_depend_on_a_failure_is_done_and_the_rest_is_named_with_its_cause()
    {
        using var project = new TestProject(Chain);
        var calls = 0;
        project.Provider = p => p.Fails = _ => Interlocked.Increment(ref calls) == 1;
        var diagnostics = await project.ApplyAsync();

        Assert.Single(diagnostics, d => d.Summary == "Refused");
        var skipped = Assert.Single(diagnostics, d => d.Summary == "Planned changes skipped");
        Assert.Equal(Severity.Warning, skipped.Severity);
        if (diagnostics.First(d => d.Summary == "Refused").Address == "test_thing.a")
        {
            Assert.Contains("Because test_thing.a failed:\n  - test_thing.b\n  - test_thing.c", skipped.Detail, StringComparison.Ordinal);
            Assert.Equal(["test_thing.other"], project.State.Resources.Keys.Select(k => k.ToString()));
        }

        project.Provider = _ => { };
        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(4, project.State.Resources.Count);
        Assert.False((await project.PlanAsync()).Plan.HasChanges);
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_provider_that_the_journal_could_not_take()
    {
        using var project = new TestProject(Chain);
        var diagnostics = await project.ApplyAsync(journal: new FullJournal(after: 1));
        Assert.Equal("Failed to write the journal", Assert.Single(diagnostics, d => d.Severity == Severity.Error).Summary);
        Assert.Contains("Because the journal cannot be written", Assert.Single(diagnostics, d => d.Summary == "Planned changes skipped").Detail, StringComparison.Ordinal);
        Assert.Single(project.Opened.SelectMany(p => p.Calls));
        Assert.Single(project.State.Resources);
    }

    /// <summary>Has room for so many intents, and for what comes of the last of them no more.</summary>
    private sealed class FullJournal(int after) : IStateJournal
    {
        private int _intents;

        public ValueTask IntendAsync(StateIntent intent, CancellationToken cancellation) =>
            Interlocked.Increment(ref _intents) <= after ? ValueTask.CompletedTask : throw new IOException("No space left on device");

        public void Begin(StateIntent intent)
        {
        }

        public ValueTask RecordAsync(StateOutcome outcome, CancellationToken cancellation) => throw new IOException("No space left on device");

        public ValueTask FlushAsync(CancellationToken cancellation) => throw new IOException("No space left on device");

        public void LeaveUnanswered(StateIntent intent)
        {
        }
    }
}
