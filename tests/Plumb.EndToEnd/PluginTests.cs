using System.Text.Json.Nodes;

namespace Plumb.EndToEnd;

/// <summary>
/// A provider program of ours (<c>providers/corner</c>, with every type and every nesting) under the real terraform and
/// under this program: the same schemas, plans and states, which go to and fro; and what is left when it breaks.
/// </summary>
public sealed class PluginTests
{
    [Fact]
    public void Terraform_and_this_program_say_the_same_of_schemas_plans_and_states()
    {
        Assert.SkipUnless(Programs.HasTerraform, "terraform is not installed");
        using var theirs = new CornerSite(); using var ours = new CornerSite();
        Assert.Equal(Sorted(FirstLine(theirs.Terraform(0, "providers", "schema", "-json"))), Sorted(OfBoth(FirstLine(ours.Plumb(0, "providers", "schema", "-json")))));

        theirs.Terraform(0, "plan", "-out=p", "-no-color");
        ours.Plumb(0, "plan", "-out=p", "-no-color");
        Assert.Equal(Changes(FirstLine(theirs.Terraform(0, "show", "-json", "p"))), Changes(FirstLine(ours.Plumb(0, "show", "-json", "p"))));

        theirs.Terraform(0, "apply", "-no-color", "p");
        ours.Plumb(0, "apply", "-no-color", "p");
        Assert.Equal(State(theirs), State(ours));

        ours.Terraform(0, "plan", "-detailed-exitcode", "-no-color");
        theirs.Plumb(0, "plan", "-detailed-exitcode", "-no-color");
        theirs.Plumb(0, "destroy", "-auto-approve", "-no-color");
        ours.Terraform(0, "destroy", "-auto-approve", "-no-color");
    }

    [Fact]
    public void A_provider_is_told_what_the_module_says_of_itself()
    {
        const string configuration = "terraform {\n  provider_meta \"corner\" {\n    module_name = \"root\"\n  }\n}\ndata \"corner_echo\" \"e\" {}\noutput \"name\" { value = data.corner_echo.e.module_name }\n";
        using var site = new CornerSite(configuration);
        Assert.Contains("name = \"root\"", site.Plumb(0, "apply", "-auto-approve", "-no-color"), StringComparison.Ordinal);
        if (Programs.HasTerraform) site.Terraform(0, "plan", "-detailed-exitcode", "-no-color");
        site.Write(configuration.Replace("module_name = \"root\"", "other = 1", StringComparison.Ordinal));
        Assert.Contains("other", site.Plumb(1, "plan", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupt_lets_a_provider_end_early_and_keeps_what_it_has()
    {
        using var site = new CornerSite("resource \"corner_slow\" \"s\" { seconds = 600 }");
        var told = site.InterruptedPlumb(1, [], "corner_slow.s: Creating...", "apply", "-auto-approve", "-no-color");
        Assert.Contains("Stopped half way", told, StringComparison.Ordinal);
        Assert.Contains("\"status\": \"tainted\"", File.ReadAllText(site["terraform.tfstate"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_while_a_provider_is_asked_to_stop_loses_nothing()
    {
        using var site = new CornerSite("resource \"corner_legacy\" \"l\" {}\nresource \"corner_slow\" \"s\" {\n  seconds    = 600\n  depends_on = [corner_legacy.l]\n}");
        var told = site.InterruptedPlumb(1, [("CORNER_CRASH", "stop")], "corner_slow.s: Creating...", "apply", "-auto-approve", "-no-color");
        Assert.Contains("told to crash at stop", told, StringComparison.Ordinal);
        Assert.Contains("with corner_slow.s", told, StringComparison.Ordinal);
        Assert.Contains("corner_legacy", File.ReadAllText(site["terraform.tfstate"]), StringComparison.Ordinal);
        Assert.Contains("corner_slow.s: A create was under way", site.Plumb(0, "plan", "-no-color"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ReadResource", "kind", ".text: a string is required")]
    [InlineData("ReadResource", "unknown", "unknown values at .text")]
    [InlineData("PlanResourceChange", "doubled", ".marks[1]: the set has an element twice")]
    [InlineData("PlanResourceChange", "null", ".part: attribute representing nested blocks must be empty")]
    [InlineData("ApplyResourceChange", "fewer", "4 attributes is required (3 given)")]
    [InlineData("ApplyResourceChange", "unknown", "unknown values for corner_brittle.b, at .text")]
    [InlineData("ApplyResourceChange", "null", ".part: block has vanished")]
    [InlineData("ApplyResourceChange", "id", ".id: was")]
    public void An_answer_that_does_not_fit_names_provider_object_and_attribute_and_the_state_keeps_the_object(string call, string how, string expected)
    {
        using var site = new CornerSite("resource \"corner_brittle\" \"b\" {\n  text = \"kept\"\n  part { key = \"k\" }\n}");
        site.Plumb(0, "apply", "-auto-approve", "-no-color");
        var before = Instances(site);
        site.Write("resource \"corner_brittle\" \"b\" {\n  text = \"kept\"\n  part { key = \"k\" }\n  part { key = \"l\" }\n}");
        var said = string.Join(' ', site.Plumb(1, [("CORNER_WRONG", how), ("CORNER_WRONG_CALL", call)], "apply", "-auto-approve", "-no-color").Split((char[])[' ', '\n', '\r', '│', '╷', '╵'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Contains("plumb/corner", said, StringComparison.Ordinal);
        Assert.Contains("corner_brittle.b", said, StringComparison.Ordinal);
        var after = Instances(site);
        Assert.Contains("\"odd\"".Replace("odd", how == "id" ? "another" : "odd", StringComparison.Ordinal), after, StringComparison.Ordinal);
        if (call != "ApplyResourceChange" || how == "fewer") Assert.Equal(before, after);
        site.Plumb(0, "apply", "-auto-approve", "-no-color");
        site.Plumb(0, "plan", "-detailed-exitcode", "-no-color");
    }

    private static string Instances(CornerSite site) => JsonNode.Parse(File.ReadAllText(site["terraform.tfstate"]))!["resources"]!.ToJsonString();

    [Fact]
    public void A_crash_while_an_object_is_created_is_remembered()
    {
        using var site = new CornerSite("resource \"corner_legacy\" \"l\" {}");
        var told = site.Plumb(1, [("CORNER_CRASH", "apply")], "apply", "-auto-approve", "-no-color");
        Assert.Contains("told to crash at apply", told, StringComparison.Ordinal);
        Assert.Contains("corner_legacy.l", told, StringComparison.Ordinal);
        Assert.Contains("corner_legacy.l: A create was under way", site.Plumb(0, "plan", "-no-color"), StringComparison.Ordinal);
        site.Plumb(0, "apply", "-auto-approve", "-no-color");
        Assert.DoesNotContain("A create was under way", site.Plumb(0, "plan", "-no-color"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", "Provider produced invalid plan")]
    [InlineData("apply", "Provider produced inconsistent result after apply")]
    [InlineData("unknown", "Provider returned invalid result object after apply")]
    [InlineData("nothing", "Provider produced inconsistent result after apply")]
    [InlineData("half", "Half done")]
    public void A_wrong_answer_is_told_and_the_object_kept(string how, string summary)
    {
        using var site = new CornerSite($"resource \"corner_wrong\" \"w\" {{\n  text = \"t\"\n  how  = \"{how}\"\n}}");
        Assert.Contains(summary, site.Plumb(1, "apply", "-auto-approve", "-no-color"), StringComparison.Ordinal);
        var state = File.Exists(site["terraform.tfstate"]) ? File.ReadAllText(site["terraform.tfstate"]) : "";
        Assert.Equal(how is not ("plan" or "nothing"), state.Contains("corner_wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_that_nobody_configures_are_the_providers_to_say()
    {
        const string configuration = "resource \"terraform_data\" \"d\" {}\nresource \"corner_described\" \"a\" { text = TEXT }\nresource \"corner_described\" \"b\" {\n  part { key = \"own\" }\n}\noutput \"parts\" { value = [corner_described.a.part[0].key, corner_described.b.part[0].key, corner_described.a.plans, corner_described.b.plans] }\n";
        using var site = new CornerSite(configuration.Replace("TEXT", "terraform_data.d.id", StringComparison.Ordinal));
        // The text is known only while it is applied, so a is planned twice, and its provider is told what it noted the first time.
        Assert.Contains("""
            parts = [
              "made",
              "own",
              2,
              1,
            ]
            """, site.Plumb(0, "apply", "-auto-approve", "-no-color"), StringComparison.Ordinal);
        site.Plumb(0, "plan", "-detailed-exitcode", "-no-color");
        site.Write(configuration.Replace("TEXT", "\"other\"", StringComparison.Ordinal));
        Assert.Contains("0 added, 1 changed", site.Plumb(0, "apply", "-auto-approve", "-no-color"), StringComparison.Ordinal);
        Assert.Contains("\"made\"", File.ReadAllText(site["terraform.tfstate"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", 0, "  part {\n    key = \"said\"\n  }")]
    [InlineData("unsayable", 1, "Cannot be described")]
    [InlineData("silent", 1, "Provider generated an invalid configuration")]
    [InlineData("vague", 1, "one with unknown values")]
    public void A_provider_writes_the_configuration_of_what_is_imported(string id, int exit, string expected)
    {
        using var site = new CornerSite($"import {{\n  to = corner_described.a\n  id = \"{id}\"\n}}\n");
        var said = site.Plumb(exit, "plan", "-generate-config-out=generated.tf", "-no-color");
        var written = File.Exists(site["generated.tf"]) ? File.ReadAllText(site["generated.tf"]) : "";
        Assert.Contains(expected, exit == 0 ? written : string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        if (exit == 0) Assert.DoesNotContain("id ", written.Split("resource", 2)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_moves_to_another_type_where_the_provider_says_so()
    {
        using var site = new CornerSite("resource \"terraform_data\" \"a\" {}");
        site.Plumb(0, "apply", "-auto-approve", "-no-color");
        site.Write("resource \"corner_renamed\" \"b\" {}\nmoved {\n  from = terraform_data.a\n  to   = corner_renamed.b\n}");
        var applied = site.Plumb(0, "apply", "-auto-approve", "-no-color");
        Assert.Contains("0 added, 0 changed, 0 destroyed", applied, StringComparison.Ordinal);
        Assert.Contains("was-terraform_data", File.ReadAllText(site["terraform.tfstate"]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_is_kept_and_given_back()
    {
        using var site = new CornerSite("resource \"corner_tracked\" \"t\" {}\nimport {\n  to       = corner_tracked.t\n  identity = { serial = \"s-77\" }\n}");
        site.Plumb(0, "apply", "-auto-approve", "-no-color");
        var state = JsonNode.Parse(File.ReadAllText(site["terraform.tfstate"]));
        var instance = state?["resources"]?[0]?["instances"]?[0];
        Assert.Equal("s-77", instance?["identity"]?["serial"]?.GetValue<string>());
        Assert.Equal(1, instance?["identity_schema_version"]?.GetValue<int>());
        site.Plumb(0, "plan", "-detailed-exitcode", "-no-color");
        Assert.Contains("s-77", File.ReadAllText(site["terraform.tfstate"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_have_to_wait_are_shown_saved_and_left_alone()
    {
        using var site = new CornerSite("resource \"corner_renamed\" \"a\" {}\nresource \"corner_deferring\" \"d\" {}\nresource \"corner_renamed\" \"after\" { text = corner_deferring.d.id }\nresource \"corner_renamed\" \"many\" { count = length(corner_renamed.a.id) }\n");
        Assert.Contains("Cannot be put off", site.Plumb(1, "plan", "-no-color"), StringComparison.Ordinal);
        var planned = site.Plumb(0, "plan", "-allow-deferral", "-out=p", "-no-color");
        Assert.Contains("# corner_renamed.many[*] was deferred", planned, StringComparison.Ordinal);
        Assert.Contains("Deferred: 3 changes wait", planned, StringComparison.Ordinal);
        var plan = JsonNode.Parse(FirstLine(site.Plumb(0, "show", "-json", "p")));
        Assert.Equal(
            ["absent_prereq corner_deferring.d", "deferred_prereq corner_renamed.after", "instance_count_unknown corner_renamed.many[*]"],
            plan?["deferred_changes"]?.AsArray().Select(d => $"{d?["reason"]} {d?["resource_change"]?["address"]}"));
        Assert.True(plan?["deferred_changes"]?[2]?["resource_change"]?["index_unknown"]?.GetValue<bool>());
        Assert.False(plan?["complete"]?.GetValue<bool>());
        Assert.Contains("corner_renamed.many[*]", site.Plumb(0, "apply", "-no-color", "p"), StringComparison.Ordinal);
        Assert.Equal("corner_renamed.a", site.Plumb(0, "state", "list").Trim());
        Assert.Contains("3 added", site.Plumb(0, "apply", "-allow-deferral", "-auto-approve", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_puts_off_without_asking_is_an_error_of_both_programs()
    {
        using var site = new CornerSite("resource \"corner_deferring\" \"d\" { when = \"rude\" }");
        Assert.Contains("Provider deferred changes", site.Plumb(1, "plan", "-no-color"), StringComparison.Ordinal);
        if (Programs.HasTerraform) Assert.Contains("Provider deferred changes", site.Terraform(1, "plan", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_finds_objects_and_writes_the_configuration_that_takes_them_in()
    {
        using var site = new CornerSite("provider \"corner\" { name = \"z\" }\nvariable \"amount\" { default = 3 }\n");
        File.WriteAllText(site["all.tfquery.hcl"], "list \"corner_tracked\" \"all\" {\n  provider = corner\n  limit    = 2\n  config {\n    amount = var.amount\n  }\n}\nlist \"corner_tracked\" \"more\" {\n  provider = corner\n  config {\n    prefix = list.corner_tracked.all.data[0].identity.serial\n    amount = 1\n  }\n}\n");
        Assert.Contains("list.corner_tracked.all\tserial=z2\tObject z2\nlist.corner_tracked.more\tserial=z11\tObject z11\n", site.Plumb(0, "query", "-no-color"), StringComparison.Ordinal);
        var messages = site.Plumb(0, "query", "-json", "-var", "amount=1").Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)).ToList();
        Assert.Equal(["list_start", "list_resource_found", "list_complete", "list_start", "list_resource_found", "list_complete"], messages.Select(m => m?["type"]?.ToString()).Where(t => t?.StartsWith("list", StringComparison.Ordinal) == true));
        site.Plumb(0, "query", "-no-color", "-generate-config-out=found.tf");
        Assert.Contains("3 to import", site.Plumb(0, "plan", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_queries_are_checked_where_that_is_asked_for()
    {
        using var site = new CornerSite("provider \"corner\" { name = \"z\" }\n");
        File.WriteAllText(site["all.tfquery.hcl"], "list \"corner_tracked\" \"all\" {\n  provider = corner\n  config {\n    prefix = \"\"\n  }\n}\n");
        site.Plumb(0, "validate", "-no-color");
        Assert.Contains("Empty prefix", site.Plumb(1, "validate", "-query", "-no-color"), StringComparison.Ordinal);
        File.WriteAllText(site["all.tfquery.hcl"], "list \"corner_tracked\" \"all\" {\n  provider = corner\n}\n");
        site.Plumb(0, "validate", "-query", "-no-color");
    }

    [Fact]
    public void A_state_that_a_provider_keeps_is_refused_by_name()
    {
        using var site = new CornerSite("terraform {\n  state_store \"corner_store\" {\n    provider \"corner\" {}\n  }\n}\n");
        Assert.Contains("State stores are not supported", site.Plumb(1, "validate", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_are_shown_and_invoked_and_told_of_in_messages()
    {
        using var site = new CornerSite("resource \"corner_renamed\" \"a\" {\n  lifecycle {\n    action_trigger {\n      events  = [after_create]\n      actions = [action.corner_shout.s]\n    }\n  }\n}\naction \"corner_shout\" \"s\" {\n  config {\n    words = \"made ${corner_renamed.a.id}\"\n    file  = \"log\"\n  }\n}\n");
        Assert.Contains("action.corner_shout.s after create of corner_renamed.a", site.Plumb(0, "plan", "-no-color", "-out=p"), StringComparison.Ordinal);
        var planned = JsonNode.Parse(FirstLine(site.Plumb(0, "show", "-json", "p")))?["action_invocations"]?[0];
        Assert.Equal("action.corner_shout.s AfterCreate", $"{planned?["address"]} {planned?["lifecycle_action_trigger"]?["action_trigger_event"]}");
        var types = site.Plumb(0, "apply", "-json", "p").Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)?["type"]?.ToString()).ToList();
        Assert.Equal(["action_start", "action_progress", "action_progress", "action_complete"], types.Where(t => t?.StartsWith("action", StringComparison.Ordinal) == true));
        Assert.Equal("made odd\n", File.ReadAllText(site["log"]));
        Assert.Contains("Actions: 1 invoked.", site.Plumb(0, "apply", "-auto-approve", "-no-color", "-invoke=action.corner_shout.s"), StringComparison.Ordinal);
        Assert.Equal("made odd\nmade odd\n", File.ReadAllText(site["log"]));
    }

    /// <summary>The document; what is said to people stands after it.</summary>
    private static string FirstLine(string output) => output.Split('\n').First(l => l.StartsWith('{'));

    private static string Sorted(string json) => Sort(JsonNode.Parse(json))?.ToJsonString() ?? "";

    /// <summary>Without what came with later versions of the language than the one that is compared with.</summary>
    private static string OfBoth(string schemas)
    {
        var parsed = JsonNode.Parse(schemas);
        foreach (var provider in parsed?["provider_schemas"]?.AsObject().Select(p => p.Value?.AsObject()) ?? [])
        {
            Assert.True(provider?.Remove("list_resource_schemas"));
            Assert.True(provider?.Remove("action_schemas"));
        }
        return parsed?.ToJsonString() ?? "";
    }

    private static string Changes(string plan)
    {
        var parsed = JsonNode.Parse(plan);
        return Sort(new JsonObject
        {
            ["resources"] = parsed?["resource_changes"]?.DeepClone(),
            ["outputs"] = parsed?["output_changes"]?.DeepClone(),
            ["planned"] = parsed?["planned_values"]?.DeepClone(),
        })?.ToJsonString() ?? "";
    }

    /// <summary>All but what is each program's own: times, order of dependencies, the id of a process.</summary>
    private static string State(CornerSite site)
    {
        var state = JsonNode.Parse(File.ReadAllText(site["terraform.tfstate"]));
        foreach (var resource in state?["resources"]?.AsArray() ?? [])
        {
            foreach (var instance in resource?["instances"]?.AsArray() ?? [])
            {
                instance?.AsObject().Remove("identity");
                instance?.AsObject().Remove("identity_schema_version");
                if (instance?["attributes"]?["process"] is not null) instance["attributes"]!["process"] = 0;
            }
        }
        return Sort(new JsonObject { ["resources"] = state?["resources"]?.DeepClone(), ["outputs"] = state?["outputs"]?.DeepClone() })?.ToJsonString() ?? "";
    }

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sort(m.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}
