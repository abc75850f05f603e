using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Tests.Samples;

namespace Plumb.Provider.Tests;

public sealed class ListAndActionTests
{
    [Fact]
    public async Task A_list_tells_of_objects_by_their_identity_and_whole_where_that_is_asked_for()
    {
        var (found, said) = await List(["a", "odd", "c"], Query(), whole: true);
        Assert.Equal(["a in eu", "odd in eu", "c in eu"], found.Select(f => f.DisplayName));
        Assert.Equal("m-a", ((StringValue)((ObjectValue)found[0].Identity!)["id"]!).Text);
        Assert.Equal("c", ((StringValue)((ObjectValue)found[2].Resource!)["name"]!).Text);
        Assert.Equal("Odd machine", Assert.Single(found[1].Diagnostics).Summary);
        Assert.Empty(said);
        (found, _) = await List(["a", "b", "c"], Query("us"), limit: 2);
        Assert.Equal(["a in us", "b in us"], found.Select(f => f.DisplayName));
        Assert.Null(found[0].Resource);
    }

    [Fact]
    public async Task A_list_that_breaks_says_so_after_what_it_found()
    {
        var (found, _) = await List(["a", "b"], Query(breaksAt: "b"));
        Assert.Equal(["a in eu", ""], found.Select(f => f.DisplayName));
        Assert.Equal("the service hung up", Assert.Single(found[1].Diagnostics).Detail);
        await using var provider = Provider([]);
        Assert.Single((await provider.ValidateListConfigAsync(new ListRequest("test_machine", Query("mars")), default)).Diagnostics);
    }

    [Fact]
    public async Task An_action_has_defaults_checks_a_plan_and_progress()
    {
        await using var provider = Provider([]);
        Assert.Contains("test_restart", (await provider.GetSchemaAsync(default)).Actions.Keys);
        Assert.Single((await provider.ValidateActionConfigAsync("test_restart", Machine(""), default)).Diagnostics);
        Assert.Equal("No such machine", Assert.Single((await provider.PlanActionAsync(new ActionRequest("test_restart", Machine("gone")), default)).Diagnostics).Summary);
        Assert.Equal(DeferralReason.AbsentPrerequisite, (await provider.PlanActionAsync(new ActionRequest("test_restart", Machine("later")) { DeferralAllowed = true }, default)).Deferred);
        Assert.Null((await provider.PlanActionAsync(new ActionRequest("test_restart", Machine("later")), default)).Deferred);

        var told = new List<string>();
        var done = await provider.InvokeActionAsync(new ActionRequest("test_restart", Machine("broken")), message =>
        {
            told.Add(message);
            return ValueTask.CompletedTask;
        }, default);
        Assert.Equal(["broken: 1 of 3", "broken: 2 of 3", "broken: 3 of 3"], told);
        Assert.Equal(("Unable to invoke test_restart", "it smokes"), done.Diagnostics.Select(d => (d.Summary, d.Detail)).Single());
    }

    [Fact]
    public async Task A_provider_without_lists_and_actions_says_that_it_has_none()
    {
        await using IProvider provider = new ComposedProvider();
        Assert.Single((await provider.PlanActionAsync(new ActionRequest("test_restart", Machine("a")), default)).Diagnostics);
        Assert.Single((await provider.ListResourcesAsync(new ListRequest("test_machine", Query()), _ => new(true), default)).Diagnostics);
    }

    private static ComposedProvider Provider(IEnumerable<string> machines) => new() { Resources = [new MachineResource()], ListResources = [new MachineList(machines)], Actions = [new RestartAction()] };

    private static async Task<(List<ListedResource> Found, IReadOnlyList<ProviderDiagnostic> Said)> List(string[] machines, ObjectValue query, bool whole = false, long limit = 100)
    {
        await using var provider = Provider(machines);
        var found = new List<ListedResource>();
        var ended = await provider.ListResourcesAsync(new ListRequest("test_machine", query) { IncludeResource = whole, Limit = limit }, one =>
        {
            found.Add(one);
            return new(true);
        }, default);
        return (found, ended.Diagnostics);
    }

    private static ObjectValue Query(string? region = null, string? breaksAt = null) => Value.Object(
        ("region", region is null ? Value.Null(DataType.String) : Value.String(region)), ("breaks_at", breaksAt is null ? Value.Null(DataType.String) : Value.String(breaksAt)));

    private static ObjectValue Machine(string name) => Value.Object(("machine", Value.String(name)), ("times", Value.Null(DataType.Number)));
}
