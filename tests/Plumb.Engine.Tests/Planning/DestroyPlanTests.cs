using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Tests.Projects;
using Plumb.Provider;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Tests.Planning;

public sealed class DestroyPlanTests
{
    private static readonly PlanOptions Destroy = new() { Mode = PlanMode.Destroy };

    [Fact]
    public async Task Objects_that_go_are_read_at_once_as_far_as_there_are_slots()
    {
        using var project = new TestProject("""resource "test_thing" "a" { count = 12 }""") { Parallelism = 4 };
        Assert.Empty(await project.ApplyAsync());

        var (reading, most) = (0, 0);
        var four = new TaskCompletionSource();
        project.Provider = p => p.PauseRead = async () =>
        {
            var now = Interlocked.Increment(ref reading);
            InterlockedMax(ref most, now);
            if (now == 4) four.TrySetResult();
            // One after another, the first would wait here for ever.
            await four.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await Task.Yield();
            Interlocked.Decrement(ref reading);
        };
        project.Write("main.tf", "");
        project.ReloadState();
        var (plan, _) = await project.PlanAsync();

        Assert.Equal(12, plan.Changes.Count(c => c.Action == ChangeAction.Delete));
        Assert.Equal(4, most);
    }

    [Fact]
    public async Task A_provider_may_refuse_that_an_object_goes_when_that_is_planned()
    {
        using var project = new TestProject("""resource "test_thing" "a" { }""");
        Assert.Empty(await project.ApplyAsync());
        project.Provider = p => p.PlansDestroy = r => new PlanResponse(r.ProposedNew) { Diagnostics = [ProviderDiagnostic.Error("Protected", "Deletion protection is on.")] };

        var (plan, diagnostics) = await project.PlanAsync(Destroy);

        Assert.True(plan.Errored);
        Assert.Equal(("Protected", "test_thing.a"), (Assert.Single(diagnostics).Summary, diagnostics[0].Address));
    }

    [Fact]
    public async Task What_the_plan_notes_down_reaches_the_destroy()
    {
        using var project = new TestProject("""resource "test_thing" "a" { }""");
        Assert.Empty(await project.ApplyAsync());
        project.Provider = p => p.PlansDestroy = r => new PlanResponse(r.ProposedNew) { Private = "note"u8.ToArray() };

        Assert.Empty(await project.DestroyAsync());
        Assert.Equal("note"u8.ToArray(), project.Opened[^1].PlannedForDelete.ToArray());
    }

    [Fact]
    public async Task A_plan_to_destroy_that_leaves_an_object_is_the_providers_fault()
    {
        using var project = new TestProject("""resource "test_thing" "a" { }""");
        Assert.Empty(await project.ApplyAsync());
        project.Provider = p => p.PlansDestroy = r => new PlanResponse(r.Prior);

        var (_, diagnostics) = await project.PlanAsync(Destroy);

        var fault = Assert.Single(diagnostics, d => d.Severity == Severity.Error);
        Assert.Contains("planned an object instead of none", fault.Detail, StringComparison.Ordinal);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
