using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Tests.Projects;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Tests.Applying;

public sealed class ApplyOrderTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Dependencies_that_turn_round_leave_an_order_to_replace_in(bool firstCreatesFirst, bool secondCreatesFirst)
    {
        using var project = new TestProject(Thing("a", "test_thing.b.id", 1, firstCreatesFirst) + Thing("b", "null", 1, secondCreatesFirst));
        Assert.Empty(await project.ApplyAsync());
        project.Write("main.tf", Thing("a", "null", 2, firstCreatesFirst) + Thing("b", "test_thing.a.id", 2, secondCreatesFirst));
        var seen = new Sequence();
        project.Observer = seen;
        project.Provider = p => p.RefusesUsed = true;

        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(2, project.Things.Count);
        Assert.True(seen.IndexOf("Delete test_thing.a") < seen.IndexOf("Delete test_thing.b"));
        Assert.True(seen.IndexOf("Create test_thing.a") < seen.IndexOf("Create test_thing.b"));
    }

    [Fact]
    public async Task An_object_that_stays_as_it_is_gets_its_new_place_in_the_order_to_destroy_in()
    {
        const string ignoring = "resource \"test_thing\" \"a\" {\n  value = null\n  lifecycle {\n    ignore_changes = all\n    create_before_destroy = true\n  }\n}\n";
        using var project = new TestProject(Thing("a", "test_thing.b.id", 1) + Thing("b", "null", 1));
        Assert.Empty(await project.ApplyAsync());
        project.Write("main.tf", ignoring + Thing("b", "null", 1));
        Assert.Empty(await project.ApplyAsync());
        var kept = Assert.Single(project.State.Resources.Values, r => r.Address.Resource.Name == "a").Instances[InstanceKey.None].Current;
        Assert.Empty(kept?.Dependencies ?? []);
        Assert.True(kept?.CreateBeforeDestroy);
    }

    /// <summary>
    /// The old <c>a</c> should stay until <c>user</c> has changed over; that waits for the new <c>b</c>, and that for the
    /// old one to go, from which the old <c>a</c> was made.
    /// </summary>
    [Fact]
    public async Task What_is_stored_of_the_order_to_destroy_in_counts_for_more_than_who_changes_over_first()
    {
        using var project = new TestProject(Thing("b", "null", 1) + Thing("a", "test_thing.b.id", 1, createFirst: true) + Thing("user", "test_thing.a.id", 1));
        Assert.Empty(await project.ApplyAsync());
        project.Write("main.tf", Thing("b", "null", 2) + Thing("a", "null", 2, createFirst: true) + Thing("user", "[test_thing.a.id, test_thing.b.id]", 1));
        var seen = new Sequence();
        project.Observer = seen;

        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(3, project.Things.Count);
        Assert.True(seen.IndexOf("Delete test_thing.a") < seen.IndexOf("Delete test_thing.b"));
        Assert.True(seen.IndexOf("Delete test_thing.b") < seen.IndexOf("Create test_thing.b"));
        Assert.True(seen.IndexOf("Create test_thing.b") < seen.IndexOf("Update test_thing.user"));
    }

    [Fact]
    public async Task An_object_that_cannot_be_destroyed_does_not_keep_others_of_its_block()
    {
        using var project = new TestProject("resource \"test_thing\" \"a\" { count = 3 }");
        Assert.Empty(await project.ApplyAsync());
        project.Write("main.tf", "");
        var calls = 0;
        project.Provider = p => p.Fails = _ => Interlocked.Increment(ref calls) == 1;
        Assert.Single(await project.ApplyAsync(), d => d.Severity == Severity.Error);
        Assert.Single(project.Things);
    }

    [Fact]
    public async Task A_change_is_announced_when_its_turn_has_come()
    {
        var seen = new Sequence();
        using var project = new TestProject("resource \"test_thing\" \"a\" { count = 3 }") { Parallelism = 1, Observer = seen };
        project.Provider = p => p.Pause = () => Task.Delay(1);
        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(["Create", "Done", "Create", "Done", "Create", "Done"], seen.Verbs);
        Assert.Empty(await project.DestroyAsync());
        Assert.Equal(["Delete", "Done", "Delete", "Done", "Delete", "Done"], seen.Verbs.Skip(6));
    }

    /// <summary>So many that only the nearest are stored.</summary>
    [Fact]
    public async Task An_object_depends_on_what_is_behind_a_block_without_instances()
    {
        var chain = string.Concat(Enumerable.Range(0, 80).Select(i => Thing($"r{i}", i == 0 ? "null" : $"test_thing.r{i - 1}", 1)));
        using var project = new TestProject(chain +
            """
            resource "test_thing" "none" {
              count = 0
              value = test_thing.r79.id
            }
            resource "test_thing" "some" {
              count = 1
              value = test_thing.r78.id
            }
            resource "test_thing" "last" { value = [test_thing.none, test_thing.some] }
            """);
        Assert.Empty(await project.ApplyAsync());
        var last = project.State.Resources.Values.Single(r => r.Address.ToString() == "test_thing.last");
        Assert.Equal(["test_thing.none", "test_thing.r79", "test_thing.some"], last.Instances[InstanceKey.None].Current?.Dependencies.Select(d => d.ToString()) ?? []);
    }

    private static string Thing(string name, string value, int force, bool createFirst = false) =>
        $$"""
        resource "test_thing" "{{name}}" {
          value = {{value}}
          force = "{{force}}"
          lifecycle { create_before_destroy = {{(createFirst ? "true" : "false")}} }
        }

        """;

    private sealed class Sequence : SilentObserver
    {
        private readonly List<string> _seen = [];

        public IEnumerable<string> Verbs => _seen.Select(s => s.Split(' ')[0]);

        public int IndexOf(string change) => _seen.IndexOf(change) is >= 0 and var index ? index : throw new InvalidOperationException($"No {change} among {string.Join(", ", _seen)}.");

        public override void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after) => Add($"{action} {address}");

        public override void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value value, TimeSpan elapsed) => Add($"Done {address}");

        private void Add(string line)
        {
            lock (_seen) _seen.Add(line);
        }
    }
}
