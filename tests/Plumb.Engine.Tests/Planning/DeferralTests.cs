using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Tests.Projects;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Tests.Planning;

public sealed class DeferralTests
{
    private static readonly PlanOptions Deferring = new() { DeferralAllowed = true };

    [Fact]
    public async Task What_a_provider_puts_off_waits_and_so_does_what_depends_on_it()
    {
        using var project = new TestProject("""
            resource "test_thing" "late" { value = "later" }
            resource "test_thing" "user" { value = test_thing.late.id }
            resource "test_thing" "other" { value = "now" }
            output "late" { value = test_thing.late.id }
            """) { Provider = Putting("plan", "later") };
        var (plan, diagnostics) = await project.PlanAsync(Deferring);
        Assert.Empty(diagnostics);
        Assert.Equal(["test_thing.late: AbsentPrerequisite", "test_thing.user: DeferredPrerequisite"], Deferred(plan));
        Assert.Equal(["test_thing.other"], plan.Changes.Select(c => c.Address.ToString()));
        Assert.Equal((false, true), (plan.Complete, plan.Applyable));

        var told = Assert.Single(await project.ApplyAsync(Deferring));
        Assert.Equal(("APL012", Severity.Warning), (told.Rule.Code, told.Rule.Severity));
        Assert.Equal(["test_thing.other"], project.State.Resources.Keys.Select(k => k.ToString()));
        Assert.Empty(project.State.Outputs);

        project.Provider = _ => { };
        Assert.Empty(await project.ApplyAsync(Deferring));
        Assert.Equal(3, project.Things.Count);
        Assert.True((await project.PlanAsync(Deferring)).Plan is { Complete: true, HasChanges: false });
    }

    [Fact]
    public async Task Instances_that_are_not_known_yet_wait_as_one_and_come_with_the_next_plan()
    {
        using var project = new TestProject("""
            resource "test_thing" "a" {}
            resource "test_thing" "each" {
              for_each = toset([test_thing.a.id])
              value    = each.key
            }
            module "m" {
              source = "./m"
              count  = test_thing.a.id == "" ? 0 : 2
              name   = count.index
            }
            resource "test_thing" "after" { value = module.m[1].name }
            data "test_lookup" "d" {
              count = test_thing.a.id == "" ? 0 : 1
              name  = "x"
              filter {}
            }
            """, ("m/main.tf", """
            variable "name" {}
            resource "test_thing" "inner" { value = var.name }
            output "name" { value = test_thing.inner.id }
            """));
        var (plan, diagnostics) = await project.PlanAsync(Deferring);
        Assert.Empty(diagnostics);
        Assert.Equal(
            ["data.test_lookup.d[*]: InstanceCountUnknown", "test_thing.after: DeferredPrerequisite", "test_thing.each[*]: InstanceCountUnknown", "module.m[*].test_thing.inner: InstanceCountUnknown"],
            Deferred(plan));
        var again = Reread(plan);
        Assert.Equal(Deferred(plan), Deferred(again));
        Assert.True(again.DeferralAllowed);

        await project.ApplyAsync(Deferring);
        Assert.Single(project.Things);
        Assert.Empty(await project.ApplyAsync(Deferring));
        Assert.Equal(5, project.Things.Count);
        Assert.Contains("The \"for_each\"", Assert.Single((await Fresh(project).PlanAsync()).Diagnostics, d => d.Rule.Code == "EVL211").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_of_a_block_whose_instances_are_not_known_stay()
    {
        using var project = new TestProject("""
            resource "test_thing" "a" { force = "1" }
            resource "test_thing" "many" {
              count = length(test_thing.a.id) > 0 ? 2 : 0
            }
            """);
        // The first plan cannot tell how many there are, the second can.
        await project.ApplyAsync(Deferring);
        await project.ApplyAsync(Deferring);
        Assert.Equal(3, project.Things.Count);
        project.Write("main.tf", """
            resource "test_thing" "a" { force = "2" }
            resource "test_thing" "many" {
              count = length(test_thing.a.id) > 0 ? 1 : 0
            }
            """);
        var (plan, _) = await project.PlanAsync(Deferring);
        Assert.Equal(["test_thing.a"], plan.Changes.Where(c => c.Action != ChangeAction.NoOp).Select(c => c.Address.ToString()));
        Assert.Equal(["test_thing.many[*]: InstanceCountUnknown"], Deferred(plan));
    }

    [Fact]
    public async Task What_is_used_by_an_object_whose_destroy_waits_waits_with_it()
    {
        using var project = new TestProject("""
            resource "test_thing" "base" { value = "base" }
            resource "test_thing" "user" {
              value = "user"
              force = test_thing.base.id
            }
            resource "test_thing" "alone" { value = "alone" }
            """);
        await project.ApplyAsync();
        project.Provider = Putting("destroy", "user");
        var options = Deferring with { Mode = PlanMode.Destroy };
        var (plan, _) = await project.PlanAsync(options);
        Assert.Equal(["test_thing.base: DeferredPrerequisite", "test_thing.user: AbsentPrerequisite"], Deferred(plan));
        await project.ApplyAsync(options);
        Assert.Equal(2, project.Things.Count);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("data")]
    [InlineData("import")]
    public async Task Reads_and_imports_can_be_put_off(string call)
    {
        using var project = new TestProject("resource \"test_thing\" \"a\" { value = \"later\" }");
        await project.ApplyAsync();
        project.Provider = Putting(call, "later");
        project.Write("main.tf", call switch
        {
            "data" => "resource \"test_thing\" \"a\" { value = \"later\" }\ndata \"test_lookup\" \"a\" {\n  name = \"later\"\n  filter {}\n}",
            "import" => "resource \"test_thing\" \"a\" { value = \"later\" }\nresource \"test_thing\" \"i\" {}\nimport {\n  to = test_thing.i\n  id = \"later\"\n}",
            _ => "resource \"test_thing\" \"a\" { value = \"later\" }",
        });
        var (plan, diagnostics) = await project.PlanAsync(Deferring);
        Assert.Empty(diagnostics);
        Assert.Equal([$"{(call switch { "data" => "data.test_lookup.a", "import" => "test_thing.i", _ => "test_thing.a" })}: AbsentPrerequisite"], Deferred(plan));
        Assert.False(plan.HasChanges);
    }

    [Fact]
    public async Task Objects_wait_that_an_import_may_lead_to_whose_for_each_is_not_known()
    {
        using var project = new TestProject("""
            resource "test_thing" "ids" {}
            resource "test_thing" "each" {
              for_each = toset(["a", "b"])
              value    = each.key
            }
            resource "test_thing" "other" {}
            import {
              for_each = toset([test_thing.ids.id])
              to       = test_thing.each[each.key]
              id       = each.key
            }
            """);
        var (plan, diagnostics) = await project.PlanAsync(Deferring);
        Assert.Empty(diagnostics);
        Assert.Equal(["test_thing.each[\"a\"]: ResourceConfigUnknown", "test_thing.each[\"b\"]: ResourceConfigUnknown"], Deferred(plan));
        Assert.Equal(["test_thing.ids", "test_thing.other"], plan.Changes.Select(c => c.Address.ToString()));
        Assert.Contains((await project.PlanAsync()).Diagnostics, d => d.Rule.Code == "EVL211");

        await project.ApplyAsync(Deferring);
        // What it leads to is known now: neither of the two.
        (plan, _) = await project.PlanAsync(Deferring);
        Assert.Equal(["test_thing.each[\"a\"]", "test_thing.each[\"b\"]"], plan.Changes.Where(c => c.Action == ChangeAction.Create).Select(c => c.Address.ToString()));
    }

    [Fact]
    public async Task An_import_to_an_instance_whose_key_is_not_known_waits_or_is_refused()
    {
        using var project = new TestProject("""
            resource "test_thing" "ids" {}
            resource "test_thing" "each" { for_each = toset(["a"]) }
            import {
              to = test_thing.each[test_thing.ids.id]
              id = "x"
            }
            """);
        Assert.Equal(["test_thing.each[\"a\"]: ResourceConfigUnknown"], Deferred((await project.PlanAsync(Deferring)).Plan));
        Assert.Contains((await project.PlanAsync()).Diagnostics, d => d.Rule.Code == "PLN077");
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("read")]
    [InlineData("data")]
    [InlineData("destroy")]
    public async Task A_provider_that_was_not_told_that_it_may_is_named_in_an_error(string call)
    {
        using var project = new TestProject("resource \"test_thing\" \"a\" { value = \"later\" }\ndata \"test_lookup\" \"a\" {\n  name = \"later\"\n  filter {}\n}");
        await project.ApplyAsync();
        project.Provider = Putting(call, "later");
        var (plan, diagnostics) = await project.PlanAsync(new PlanOptions { Mode = call == "destroy" ? PlanMode.Destroy : PlanMode.Normal });
        Assert.Contains("registry.terraform.io/hashicorp/test", Assert.Single(diagnostics, d => d.Rule.Code == "PLN034").Detail, StringComparison.Ordinal);
        Assert.True(plan.Errored);
    }

    private static Action<ThingProvider> Putting(string call, string text) => provider =>
        provider.Defers = (asked, value) => asked == call && value.ToString().Contains(text, StringComparison.Ordinal) ? DeferralReason.AbsentPrerequisite : null;

    private static TestProject Fresh(TestProject project)
    {
        project.State.Resources.Clear();
        return project;
    }

    private static string[] Deferred(Plan plan) => [.. plan.Deferred.Select(d => $"{d.Change.Address}: {d.Reason}")];

    private static Plan Reread(Plan plan) => PlanDocumentReader.Read(PlanDocumentWriter.ToBytes(plan), plan.PriorState, plan.PreviousState);
}
