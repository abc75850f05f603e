using System.Diagnostics;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;
using Plumb.Engine.Tests.Projects;
using Plumb.Engine.Walking;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Tests.Applying;

public sealed class ActionTests
{
    private const string Actions = """
        variable "value" { default = "one" }
        variable "fails" { default = false }
        resource "test_thing" "a" {
          value = var.value
          lifecycle {
            action_trigger {
              events    = [before_create, before_update]
              condition = caller.value != "quiet"
              actions   = [action.test_tell.before]
            }
            action_trigger {
              events     = [after_create, after_update]
              actions    = [action.test_tell.after["x"], action.test_tell.after["y"]]
              on_failure = FAILURE
            }
          }
        }
        action "test_tell" "before" {
          config { words = "before ${var.value}" }
        }
        action "test_tell" "after" {
          for_each = toset(["x", "y"])
          config {
            words = "after ${caller.value} ${each.key} ${test_thing.a.id == "" ? "without" : "with"} id"
            fails = var.fails
          }
        }
        action "test_tell" "alone" {
          count = 2
          config { words = "alone ${count.index}" }
        }
        """;

    [Fact]
    public async Task Actions_are_done_around_the_change_that_sets_them_off()
    {
        using var project = Project();
        var (plan, diagnostics) = await project.PlanAsync();
        Assert.Empty(diagnostics);
        Assert.Equal(["action.test_tell.before BeforeCreate 0.0", "action.test_tell.after[\"x\"] AfterCreate 1.0", "action.test_tell.after[\"y\"] AfterCreate 1.1"], plan.Actions.Select(Text));
        Assert.Equal(plan.Actions, PlanDocumentReader.Read(PlanDocumentWriter.ToBytes(plan), plan.PriorState, plan.PreviousState).Actions);
        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(["before one", "create", "after one x with id", "after one y with id"], Calls(project));

        Assert.False((await project.PlanAsync()).Plan.HasChanges);
        project.Variables = Value("value", "quiet");
        await project.ApplyAsync();
        Assert.Equal(["update", "after quiet x with id", "after quiet y with id"], Calls(project));
    }

    [Theory]
    [InlineData("halt", Severity.Error, ObjectStatus.Ready, 1)]
    [InlineData("taint", Severity.Error, ObjectStatus.Tainted, 1)]
    [InlineData("continue", Severity.Warning, ObjectStatus.Ready, 2)]
    public async Task What_a_failure_means_is_for_the_trigger_to_say(string failure, Severity severity, ObjectStatus status, int told)
    {
        using var project = Project(failure);
        project.Variables = new Dictionary<string, GivenVariable> { ["fails"] = new(Plumb.Core.Values.Value.Bool(true), null) };
        var found = await project.ApplyAsync();
        Assert.Equal(told, found.Count);
        Assert.All(found, f => Assert.Equal(("Not told", severity), (f.Summary, f.Severity)));
        Assert.Equal(status, project.State.Resources.Values.Single().Instances[InstanceKey.None].Current?.Status);
    }

    [Fact]
    public async Task An_object_is_not_changed_where_an_action_before_it_failed()
    {
        using var project = new TestProject("""
            resource "test_thing" "a" {
              lifecycle {
                action_trigger {
                  events  = [before_create]
                  actions = [action.test_tell.t]
                }
              }
            }
            action "test_tell" "t" {
              config {
                words = "no"
                fails = true
              }
            }
            """);
        Assert.Contains(await project.ApplyAsync(), d => d.Summary == "Not told");
        Assert.Empty(project.Things);
    }

    [Fact]
    public async Task Thousands_of_objects_of_one_block_set_actions_off_without_looking_at_one_another()
    {
        using var project = new TestProject("""
            resource "test_thing" "a" {
              for_each = toset(flatten([for i in range(5) : [for j in range(1000) : "${i}-${j}"]]))
              value    = each.key
              lifecycle {
                action_trigger {
                  events    = [before_create, after_create]
                  condition = each.key != "1-17"
                  actions   = [action.test_tell.t[each.key]]
                }
              }
            }
            action "test_tell" "t" {
              for_each = toset(flatten([for i in range(5) : [for j in range(1000) : "${i}-${j}"]]))
              config { words = each.key }
            }
            """);
        var watch = Stopwatch.StartNew();
        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(3 * 5000 - 2, Calls(project).Length);
        // A second where each is looked up, minutes where each is looked for among all.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task Actions_can_be_asked_for_by_name_and_then_nothing_else_is_done()
    {
        using var project = Project();
        var options = new PlanOptions { Invoke = [Asked("action.test_tell.alone")] };
        var (plan, _) = await project.PlanAsync(options);
        Assert.Equal((0, 2, true), (plan.Changes.Count, plan.Actions.Count, plan.Applyable));
        Assert.Empty(await project.ApplyAsync(options));
        Assert.Equal(["alone 0", "alone 1"], Calls(project));
        Assert.Equal("PLN039", Assert.Single((await project.PlanAsync(new PlanOptions { Invoke = [Asked("action.test_tell.none")] })).Diagnostics).Rule.Code);
    }

    [Fact]
    public async Task An_action_waits_with_the_object_that_sets_it_off_and_where_its_provider_puts_it_off()
    {
        using var project = Project();
        project.Provider = provider => provider.Defers = (call, value) => call == "plan" && value.ToString().Contains("one", StringComparison.Ordinal) ? DeferralReason.AbsentPrerequisite : null;
        var (plan, _) = await project.PlanAsync(new PlanOptions { DeferralAllowed = true });
        Assert.Equal((0, 3), (plan.Actions.Count, plan.DeferredActions.Count));
        Assert.All(plan.DeferredActions, a => Assert.Equal(DeferredReason.DeferredPrerequisite, a.Reason));

        project.Provider = provider => provider.Defers = (call, value) => call == "action" && value.ToString().Contains("before", StringComparison.Ordinal) ? DeferralReason.AbsentPrerequisite : null;
        (plan, _) = await project.PlanAsync(new PlanOptions { DeferralAllowed = true });
        Assert.Equal(["action.test_tell.before BeforeCreate 0.0"], plan.DeferredActions.Select(d => Text(d.Action)));
        Assert.Equal(2, plan.Actions.Count);
    }

    [Theory]
    [InlineData("events = [\"after_create\"]\n actions = [action.test_tell.t]", "CFG277")]
    [InlineData("events = [instead_of_destroy]\n actions = [action.test_tell.t]", "CFG277")]
    [InlineData("events = [after_create]\n actions = [test_thing.a]", "CFG278")]
    [InlineData("events = [after_create]\n actions = [action.test_tell.t]\n on_failure = panic", "CFG279")]
    [InlineData("events = [after_create]\n actions = [action.test_tell.none]", "EVL201")]
    public async Task A_trigger_that_cannot_be_is_told_at_its_place(string trigger, string code)
    {
        using var project = new TestProject($"resource \"test_thing\" \"a\" {{\n  lifecycle {{\n    action_trigger {{\n      {trigger}\n    }}\n  }}\n}}\naction \"test_tell\" \"t\" {{\n  config {{ words = \"w\" }}\n}}\n");
        Assert.Contains(code, (await project.ValidateAsync()).Select(d => d.Rule.Code));
    }

    [Fact]
    public async Task An_action_before_an_object_that_is_made_from_the_object_goes_round_in_a_circle()
    {
        using var project = new TestProject("""
            resource "test_thing" "a" {
              lifecycle {
                action_trigger {
                  events  = [before_create]
                  actions = [action.test_tell.t]
                }
              }
            }
            action "test_tell" "t" {
              config { words = test_thing.a.id }
            }
            """);
        Assert.Contains("PLN001", (await project.ValidateAsync()).Select(d => d.Rule.Code));
    }

    private const string Farewell = """
        variable "name" { default = "one" }
        variable "keys" { default = ["a", "b"] }
        variable "fails" { default = "" }
        resource "test_thing" "a" {
          for_each = toset(var.keys)
          force    = var.name
          value    = each.key
          lifecycle {
            create_before_destroy = ORDER
            action_trigger {
              events     = [before_destroy, after_destroy]
              condition  = caller.value != "quiet"
              actions    = [action.test_tell.bye]
              on_failure = FAILURE
            }
          }
        }
        action "test_tell" "bye" {
          config {
            words = "bye ${caller.value} named ${caller.force}"
            fails = caller.value == var.fails
          }
        }
        """;

    [Fact]
    public async Task A_destroy_sets_actions_off_that_see_the_object_as_it_was()
    {
        using var project = Leaving("false", "halt");
        await project.ApplyAsync();
        Calls(project);

        project.Variables = Value("name", "two");
        var (plan, diagnostics) = await project.PlanAsync();
        Assert.Empty(diagnostics);
        Assert.Equal(["BeforeDestroy", "AfterDestroy"], plan.Actions.Where(a => a.Cause?.Object.Key == InstanceKey.Of("a")).Select(a => a.Cause?.Event.ToString()));
        Assert.Empty(await project.ApplyAsync());
        var calls = Calls(project);
        Assert.Equal(["bye a named one", "bye a named one", "bye b named one", "bye b named one", "create", "create", "delete", "delete"], calls.Order(StringComparer.Ordinal));
        Assert.True(Array.IndexOf(calls, "delete") > Array.FindIndex(calls, c => c.StartsWith("bye", StringComparison.Ordinal)), string.Join(", ", calls));
        Assert.StartsWith("bye", calls[^3], StringComparison.Ordinal);

        project.Variables = new Dictionary<string, GivenVariable> { ["name"] = Text("two"), ["keys"] = new(Plumb.Core.Values.Value.Tuple(Plumb.Core.Values.Value.String("a")), null) };
        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(["bye b named two", "delete", "bye b named two"], Calls(project));

        Assert.Empty(await project.ApplyAsync(new PlanOptions { Mode = PlanMode.Destroy }));
        Assert.Equal(["bye a named two", "delete", "bye a named two"], Calls(project));
        Assert.Empty(project.Things);
    }

    [Fact]
    public async Task An_object_whose_successor_comes_first_is_told_good_bye_when_it_goes()
    {
        using var project = Leaving("true", "halt");
        project.Variables = new Dictionary<string, GivenVariable> { ["keys"] = new(Plumb.Core.Values.Value.Tuple(Plumb.Core.Values.Value.String("a")), null) };
        await project.ApplyAsync();
        Calls(project);
        project.Variables = new Dictionary<string, GivenVariable>(project.Variables) { ["name"] = Text("two") };
        Assert.Empty(await project.ApplyAsync());
        Assert.Equal(["create", "bye a named one", "delete", "bye a named one"], Calls(project));
    }

    [Theory]
    [InlineData("halt", false, 2, Severity.Error)]
    [InlineData("taint", false, 2, Severity.Error)]
    [InlineData("continue", false, 1, Severity.Warning)]
    [InlineData("halt", true, 0, Severity.Warning)]
    public async Task An_object_stays_where_its_farewell_failed_unless_everything_goes(string failure, bool everything, int left, Severity severity)
    {
        using var project = Leaving("false", failure);
        await project.ApplyAsync();
        project.Variables = new Dictionary<string, GivenVariable> { ["fails"] = Text("b"), ["keys"] = new(Plumb.Core.Values.Value.Tuple(Plumb.Core.Values.Value.String("a")), null) };
        var found = await project.ApplyAsync(new PlanOptions { Mode = everything ? PlanMode.Destroy : PlanMode.Normal });
        Assert.Contains(found, f => f.Summary == "Not told" && f.Severity == severity);
        Assert.Equal(left, project.Things.Count);
        Assert.Equal(left, project.State.Resources.Values.Sum(r => r.Instances.Count));
    }

    [Theory]
    [InlineData("words = test_thing.other.id", "true", "known only after an apply")]
    [InlineData("words = \"w\"", "test_thing.other.id != \"\"", "condition is known only after an apply")]
    public async Task What_a_destroy_sets_off_has_to_be_known_when_it_is_planned(string config, string condition, string told)
    {
        using var project = new TestProject($"variable \"name\" {{ default = \"one\" }}\nresource \"test_thing\" \"other\" {{\n  force = var.name\n}}\nresource \"test_thing\" \"a\" {{\n  force = var.name\n  lifecycle {{\n    action_trigger {{\n      events = [before_destroy]\n      condition = {condition}\n      actions = [action.test_tell.t]\n    }}\n  }}\n}}\naction \"test_tell\" \"t\" {{\n  config {{\n    {config}\n  }}\n}}\n");
        Assert.Empty(await project.ApplyAsync());
        project.Variables = Value("name", "two");
        Assert.Contains((await project.PlanAsync()).Diagnostics, d => d.Detail.Contains(told, StringComparison.Ordinal));
    }

    private static TestProject Leaving(string order, string failure) => new(Farewell.Replace("ORDER", order, StringComparison.Ordinal).Replace("FAILURE", failure, StringComparison.Ordinal));

    private static GivenVariable Text(string text) => new(Plumb.Core.Values.Value.String(text), null);

    private static TestProject Project(string failure = "halt") => new(Actions.Replace("FAILURE", failure, StringComparison.Ordinal));

    private static string Text(ActionInvocation action) => $"{action.Address} {action.Cause?.Event} {action.Cause?.TriggerIndex}.{action.Cause?.ActionIndex}";

    private static Dictionary<string, GivenVariable> Value(string name, string text) => new() { [name] = new(Plumb.Core.Values.Value.String(text), null) };

    private static Target Asked(string text) => AddressParser.TryParseTarget(text, out var address, out _) ? new Target(address.Module, address.Resource, address.Key) : throw new FormatException(text);

    private static string[] Calls(TestProject project)
    {
        var calls = project.Opened.SelectMany(p => p.Calls).ToArray();
        foreach (var provider in project.Opened) provider.Calls.Clear();
        return calls;
    }
}
