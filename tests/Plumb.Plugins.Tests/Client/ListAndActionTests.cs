using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Plugins.Tests.Client;

/// <summary>The calls whose answers come one after another, through a real process in both versions of the protocol.</summary>
public sealed class ListAndActionTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    public async Task Objects_are_told_of_until_there_are_enough(string protocol)
    {
        await using var plugin = new CornerPlugin(environment: ("CORNER_PROTOCOL", protocol));
        await CornerPlugin.ConfigureAsync(plugin.Provider, "x");
        var schema = await plugin.Provider.GetSchemaAsync(default);
        Assert.Equal(["amount", "prefix", "fails_after"], schema.Lists["corner_tracked"].Block.Attributes.Select(a => a.Name));

        var (found, said) = await ListAsync(plugin, new ListRequest("corner_tracked", Asked(amount: 5)) { IncludeResource = true, Limit = 3 });
        Assert.Empty(said);
        Assert.Equal(["Object x1", "Object x2", "Object x3"], found.Select(f => f.DisplayName));
        Assert.Equal("x1", ((StringValue)((ObjectValue)found[0].Identity!)["serial"]!).Text);
        Assert.Equal("object x3", ((StringValue)((ObjectValue)found[2].Resource!)["text"]!).Text);

        (found, _) = await ListAsync(plugin, new ListRequest("corner_tracked", Asked(amount: 2)));
        Assert.All(found, f => Assert.Null(f.Resource));
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_told_after_what_was_found()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider, "x");
        var (found, _) = await ListAsync(plugin, new ListRequest("corner_tracked", Asked(amount: 5, failsAfter: 1)));
        Assert.Equal(["Object x1", ""], found.Select(f => f.DisplayName));
        Assert.Equal("Lost the thread", Assert.Single(found[1].Diagnostics).Summary);
        Assert.Equal("Empty prefix", Assert.Single((await plugin.Provider.ValidateListConfigAsync(new ListRequest("corner_tracked", Asked(prefix: "")), default)).Diagnostics).Summary);
        Assert.Single((await plugin.Provider.ValidateListConfigAsync(new ListRequest("corner_slow", Asked()), default)).Diagnostics);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    public async Task An_action_is_planned_and_invoked_and_says_how_far_it_is(string protocol)
    {
        await using var plugin = new CornerPlugin(environment: ("CORNER_PROTOCOL", protocol));
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        Assert.Equal("Nothing to say", Assert.Single((await plugin.Provider.ValidateActionConfigAsync("corner_shout", Words(""), default)).Diagnostics).Summary);
        Assert.Equal("Refused", Assert.Single((await plugin.Provider.PlanActionAsync(new ActionRequest("corner_shout", Words("a", "refuse")), default)).Diagnostics).Summary);
        var later = await plugin.Provider.PlanActionAsync(new ActionRequest("corner_shout", Words("a", "later")) { DeferralAllowed = true }, default);
        Assert.Equal(DeferralReason.AbsentPrerequisite, later.Deferred);

        var (told, said) = await InvokeAsync(plugin, "hello world");
        Assert.Equal(["HELLO", "WORLD"], told);
        Assert.Empty(said);
        (told, said) = await InvokeAsync(plugin, "a", "fail");
        Assert.Equal(["A"], told);
        Assert.Equal(["Hoarse"], said);
    }

    private static async Task<(List<ListedResource> Found, IReadOnlyList<string> Said)> ListAsync(CornerPlugin plugin, ListRequest request)
    {
        var found = new List<ListedResource>();
        var ended = await plugin.Provider.ListResourcesAsync(request, one =>
        {
            found.Add(one);
            return new(true);
        }, default);
        return (found, [.. ended.Diagnostics.Select(d => d.Summary)]);
    }

    private static async Task<(string[] Told, string[] Said)> InvokeAsync(CornerPlugin plugin, string words, string? how = null)
    {
        var told = new List<string>();
        var done = await plugin.Provider.InvokeActionAsync(new ActionRequest("corner_shout", Words(words, how)), message =>
        {
            told.Add(message);
            return ValueTask.CompletedTask;
        }, default);
        return ([.. told], [.. done.Diagnostics.Select(d => d.Summary)]);
    }

    private static ObjectValue Asked(int? amount = null, string? prefix = null, int? failsAfter = null) => Value.Object(
        ("amount", amount is { } a ? Value.Number(a) : Value.Null(DataType.Number)), ("prefix", prefix is null ? Value.Null(DataType.String) : Value.String(prefix)),
        ("fails_after", failsAfter is { } f ? Value.Number(f) : Value.Null(DataType.Number)), ("filter", Value.List(DataType.Object(("name", DataType.String)), [])));

    private static ObjectValue Words(string words, string? how = null) => Value.Object(
        ("words", Value.String(words)), ("file", Value.Null(DataType.String)), ("how", how is null ? Value.Null(DataType.String) : Value.String(how)), ("secret", Value.Null(DataType.String)));
}
