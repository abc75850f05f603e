using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Plugins.Tests.Client;

/// <summary>What came last into version 6 of the protocol, through a real process.</summary>
public sealed class DescribedTests
{
    private const string Type = "corner_described";

    [Fact]
    public async Task A_provider_says_itself_what_configuration_describes_an_object()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        Assert.True((await plugin.Provider.GetSchemaAsync(default)).Capabilities.GenerateResourceConfig);
        var said = await GenerateAsync(plugin, "x");
        Assert.Equal("""{ id = null, text = "short", plans = null, part = [{ key = "said" }] }""", Text(said.Config));
        Assert.Equal("Cannot be described", Assert.Single((await GenerateAsync(plugin, "unsayable")).Diagnostics).Summary);
        Assert.Null((await GenerateAsync(plugin, "silent")).Config);
        // A resource that has nothing to say of it leaves out what a configuration cannot set.
        var other = await plugin.ObjectAsync("corner_tracked", ("id", Value.String("t")), ("text", Value.String("words")));
        Assert.Equal("""{ id = null, text = "words" }""", Text((await plugin.Provider.GenerateResourceConfigAsync(new GenerateConfigRequest("corner_tracked", other), default)).Config));
    }

    [Fact]
    public async Task Blocks_that_are_the_providers_to_say_travel_and_so_does_what_a_first_plan_noted()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var schema = (await plugin.Provider.GetSchemaAsync(default)).Resources[Type].Block;
        Assert.True(schema.Blocks[0].Block.Computed);
        var config = await plugin.ObjectAsync(Type, ("part", Value.Null(schema.Blocks[0].ImpliedType)));
        var first = await plugin.Provider.PlanResourceChangeAsync(new PlanRequest(Type, Value.Null(config.Type), config, config), default);
        Assert.Empty(first.Diagnostics);
        Assert.IsType<UnknownValue>(((ObjectValue)first.Planned)["part"]);
        var second = await plugin.Provider.PlanResourceChangeAsync(new PlanRequest(Type, Value.Null(config.Type), config, config) { PlannedPrivate = first.Private }, default);
        var made = await plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest(Type, Value.Null(config.Type), second.Planned, config) { PlannedPrivate = second.Private }, default);
        Assert.Equal("""{ id = "made", text = null, plans = 2, part = [{ key = "made" }] }""", Text(made.NewState));
    }

    [Fact]
    public async Task A_provider_that_does_not_say_is_not_taken_to()
    {
        await using var plugin = new CornerPlugin(environment: ("CORNER_PROTOCOL", "5"));
        Assert.False((await plugin.Provider.GetSchemaAsync(default)).Capabilities.GenerateResourceConfig);
    }

    private static async Task<GenerateConfigResponse> GenerateAsync(CornerPlugin plugin, string id)
    {
        var imported = await plugin.Provider.ImportResourceStateAsync(new ImportRequest(Type, id, null), default);
        return await plugin.Provider.GenerateResourceConfigAsync(new GenerateConfigRequest(Type, imported.Resources[0].State), default);
    }

    private static string Text(Value? value) => value switch
    {
        ObjectValue o => $"{{ {string.Join(", ", o.Type.Attributes.Select(a => a.Name).OrderBy(n => Array.IndexOf(["id", "text", "plans", "part"], n)).Select(n => $"{n} = {Text(o[n])}"))} }}",
        SequenceValue s => $"[{string.Join(", ", s.Elements.Select(Text))}]",
        StringValue s => $"\"{s.Text}\"",
        NumberValue n => n.Number.ToString(),
        null => "nothing",
        NullValue => "null",
        _ => value.ToString() ?? "",
    };
}
