using System.Diagnostics;
using System.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Client;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Tests.Client;

/// <summary>From the start of a plugin's process to its end.</summary>
public sealed class PluginProcessTests
{
    [Theory]
    [InlineData("6", PluginTls.WhereNeeded)]
    [InlineData("5", PluginTls.Never)]
    [InlineData("6", PluginTls.Always)]
    public async Task Both_versions_are_spoken_with_certificates_and_without(string version, PluginTls tls)
    {
        await using var plugin = new CornerPlugin(tls, null, ("CORNER_PROTOCOL", version));
        var schema = await plugin.Provider.GetSchemaAsync(default);
        Assert.Empty(schema.Diagnostics);
        Assert.Equal(version == "6", schema.Resources["corner_everything"].Block.FindAttribute("set_nested") is not null);
        Assert.True(schema.Resources["corner_everything"].Block.FindAttribute("password")?.WriteOnly);
        Assert.Equal("Use text.", schema.Resources["corner_everything"].Block.FindAttribute("old")?.DeprecationMessage);
        Assert.Equal("serial", Assert.Single(schema.Identities["corner_tracked"].Attributes).Name);
    }

    [Theory]
    [InlineData("silent", "ended with exit code 3")]
    [InlineData("babbling", "hello, I am a program")]
    [InlineData("flooding", "not a plugin's introduction")]
    [InlineData("foreign", "version 9")]
    public async Task What_is_not_a_plugin_is_told_by_what_it_does(string start, string expected)
    {
        await using var plugin = new CornerPlugin(environment: ("CORNER_START", start));
        var said = Assert.Single((await plugin.Provider.GetSchemaAsync(default)).Diagnostics);
        Assert.Contains(expected, said.Detail);
        Assert.Contains("plumb/corner 1.2.3", said.Detail);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        await using var host = new PluginHost(new PluginClientOptions());
        var provider = host.Open(new PluginProgramFile(new("registry.terraform.io", "plumb", "corner"), "", "/nowhere/terraform-provider-x"));
        Assert.Contains("/nowhere/terraform-provider-x", Assert.Single((await provider.GetSchemaAsync(default)).Diagnostics).Detail);
    }

    [Fact]
    public async Task Configurations_have_a_process_each_and_the_first_shares_it_with_the_schema()
    {
        await using var plugin = new CornerPlugin();
        var (first, second) = (plugin.Open(), plugin.Open());
        await plugin.Provider.GetSchemaAsync(default);
        Assert.Empty(await CornerPlugin.ConfigureAsync(first, "one"));
        Assert.Empty(await CornerPlugin.ConfigureAsync(second, "two"));
        var (a, b) = (await EchoAsync(first), await EchoAsync(second));
        Assert.Equal(("one", "two"), (a.Name, b.Name));
        Assert.NotEqual(a.Process, b.Process);
        Assert.Equal(2, Process.GetProcessesByName("terraform-provider-corner").Count(p => p.Id == a.Process || p.Id == b.Process));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_plugin_that_is_not_needed_any_more()
    {
        long process;
        await using (var plugin = new CornerPlugin())
        {
            await CornerPlugin.ConfigureAsync(plugin.Provider);
            process = (await EchoAsync(plugin.Provider)).Process;
        }
        Assert.False(Directory.Exists($"/proc/{process}") && File.ReadAllText($"/proc/{process}/comm").Contains("terraform-prov", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schema_is_kept_between_runs_and_asked_for_again_where_the_file_is_damaged()
    {
        var cache = Directory.CreateTempSubdirectory("plumb-schemas-");
        try
        {
            await using (var plugin = new CornerPlugin(schemaCache: cache.FullName)) await plugin.Provider.GetSchemaAsync(default);
            var kept = Assert.Single(cache.GetFiles()).FullName;
            // Only the file can say this, so whoever hears it has read the file.
            File.WriteAllBytes(kept, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File.ReadAllBytes(kept)).Replace("A text.", "A tale.", StringComparison.Ordinal)));
            await using (var second = new CornerPlugin(schemaCache: cache.FullName)) Assert.Equal("A tale.", DescriptionOfText(await second.Provider.GetSchemaAsync(default)));
            File.WriteAllText(kept, "damaged");
            await using var third = new CornerPlugin(schemaCache: cache.FullName);
            Assert.Equal("A text.", DescriptionOfText(await third.Provider.GetSchemaAsync(default)));
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static string? DescriptionOfText(ProviderSchema schema) => schema.Resources["corner_everything"].Block.Attributes.Single(a => a.Name == "text").Description;

    [Fact]
    public async Task Asked_to_stop_it_keeps_what_it_has()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var config = await plugin.ObjectAsync("corner_slow", ("seconds", Value.Number(600)));
        var planned = await plugin.Provider.PlanResourceChangeAsync(new PlanRequest("corner_slow", Value.Null(config.Type), config, config), default);
        var applying = plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest("corner_slow", Value.Null(config.Type), planned.Planned, config), default).AsTask();
        // Whether the call has come to the plugin already cannot be seen from here: it is asked until it stops.
        for (var asked = 0; asked < 150 && !applying.IsCompleted; asked++)
        {
            await plugin.Provider.StopAsync(default);
            await Task.WhenAny(applying, Task.Delay(200));
        }
        var applied = await applying.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("odd", ((StringValue)((ObjectValue)applied.NewState)["id"]!).Text);
        Assert.Equal("Stopped half way", Assert.Single(applied.Diagnostics).Summary);
    }

    [Fact]
    public async Task A_call_that_nobody_waits_for_any_more_is_cancelled()
    {
        await using var plugin = new CornerPlugin();
        await CornerPlugin.ConfigureAsync(plugin.Provider);
        var config = await plugin.ObjectAsync("corner_slow", ("seconds", Value.Number(600)));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest("corner_slow", Value.Null(config.Type), config, config), patience.Token).AsTask());
    }

    private static async Task<(string Name, long Process)> EchoAsync(Provider.IProvider provider)
    {
        var config = Value.Object([
            KeyValuePair.Create<string, Value>("anything", Value.Bool(true)), KeyValuePair.Create<string, Value>("configured_as", Value.Null(DataType.String)), KeyValuePair.Create<string, Value>("module_name", Value.Null(DataType.String)), KeyValuePair.Create<string, Value>("process", Value.Null(DataType.Number)),
        ]);
        var read = await provider.ReadDataSourceAsync(new ReadDataRequest("corner_echo", config), default);
        Assert.Empty(read.Diagnostics);
        var state = (ObjectValue)read.State;
        Assert.True(state["anything"] is BoolValue { IsTrue: true });
        return (((StringValue)state["configured_as"]!).Text, ((NumberValue)state["process"]!).Number.TryGetInt64(out var id) ? id : 0);
    }
}
