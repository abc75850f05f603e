namespace Plumb.Plugins.Tests.Client;

/// <summary>A plugin that ends, answers nonsense, floods or is silent, in every call of both versions of the protocol: told of by name, and nothing worse.</summary>
public sealed class MisbehavingPluginTests
{
    public static TheoryData<string, string> Crashes => [.. from protocol in new[] { "5", "6" } from call in EveryCall.Names.Prepend("schema") select (protocol, call)];

    public static TheoryData<string, string> Spoilt => [.. from protocol in new[] { "5", "6" } from how in new[] { "garbage", "empty", "half", "flood", "page", "refusal" } select (protocol, how)];

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_crash_in_any_call_is_told_with_its_last_words(string protocol, string call)
    {
        await using var plugin = new CornerPlugin(environment: [("CORNER_CRASH", call), ("CORNER_PROTOCOL", protocol)]);
        if (call == "schema")
        {
            Told(call, Assert.Single((await plugin.Provider.GetSchemaAsync(default)).Diagnostics).Detail);
            return;
        }
        if (call is not ("configure" or "validate-provider")) Assert.Empty(await CornerPlugin.ConfigureAsync(plugin.Provider));
        Told(call, Assert.Single(await EveryCall.AskAsync(plugin, call)));

        static void Told(string call, string said)
        {
            Assert.Contains("ended with exit code 17", said, StringComparison.Ordinal);
            Assert.Contains($"panic: told to crash at {call}", said, StringComparison.Ordinal);
            Assert.Contains("plumb/corner 1.2.3", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task What_is_no_answer_is_told_in_every_call(string protocol, string how)
    {
        await using var plugin = new CornerPlugin(environment: [("CORNER_SPOIL", how), ("CORNER_PROTOCOL", protocol)]);
        await ToldAsync("configure");
        // All at once: for each it is waited for a moment whether the process is about to end. A stream without a message has nothing to say, which it may.
        await Task.WhenAll(EveryCall.Names.Where(c => c != "configure" && (how != "empty" || c is not ("list" or "invoke"))).Select(ToldAsync));

        async Task ToldAsync(string call)
        {
            var said = await EveryCall.AskAsync(plugin, call).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.True(said is [var one] && one.Contains("plumb/corner 1.2.3", StringComparison.Ordinal), $"{call}: {string.Join('|', said)}");
        }
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task A_schema_that_is_none_is_told_of(string protocol, string how)
    {
        await using var plugin = new CornerPlugin(environment: [("CORNER_SPOIL", how), ("CORNER_SPOIL_SCHEMA", "1"), ("CORNER_PROTOCOL", protocol)]);
        var said = (await plugin.Provider.GetSchemaAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(60))).Diagnostics;
        Assert.Contains("plumb/corner 1.2.3", Assert.Single(said).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    public async Task Nobody_has_to_wait_for_what_does_not_answer(string protocol)
    {
        await using var plugin = new CornerPlugin(environment: [("CORNER_SPOIL", "silence"), ("CORNER_PROTOCOL", protocol)]);
        await plugin.Provider.GetSchemaAsync(default);
        // A function is called in the middle of an expression, which knows no cancellation.
        foreach (var call in EveryCall.Names.Where(c => c != "function"))
        {
            using var patience = new CancellationTokenSource();
            var asking = EveryCall.AskAsync(plugin, call, patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(60)));
        }
    }
}
