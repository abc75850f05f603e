using Plumb.Provider;
using Plumb.Provider.Requests;

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

    public static TheoryData<string, string, string> Wrong => [.. from protocol in new[] { "5", "6" } from how in new[]
    {
        ("fewer", "4 attributes is required (3 given)"), ("more", "4 attributes is required (5 given)"), ("other", "\"texts\""), ("twice", ".text: the attribute is given twice"),
        ("kind", ".text: a string is required"), ("doubled", ".marks[1]: the set has an element twice"), ("list", "an object is required"), ("rest", "after the end"),
    } select (protocol, how.Item1, how.Item2)];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_answer_that_does_not_fit_the_schema_is_told_with_the_attribute(string protocol, string how, string told)
    {
        foreach (var call in new[] { "ReadResource", "PlanResourceChange", "ApplyResourceChange", "ImportResourceState", "UpgradeResourceState" })
        {
            await using var plugin = new CornerPlugin(environment: [("CORNER_WRONG", how), ("CORNER_WRONG_CALL", call), ("CORNER_PROTOCOL", protocol)]);
            Assert.Empty(await CornerPlugin.ConfigureAsync(plugin.Provider));
            var value = await plugin.ObjectAsync("corner_brittle", ("text", Plumb.Core.Values.Value.String("kept")));
            var nothing = Plumb.Core.Values.Value.Null(value.Type);
            var said = call switch
            {
                "ReadResource" => await Kept(plugin.Provider.ReadResourceAsync(new ReadRequest("corner_brittle", value) { Private = "p"u8.ToArray() }, default), r => r.Diagnostics, r => r.State.Equals(value) && r.Private.Length == 1),
                "PlanResourceChange" => await Kept(plugin.Provider.PlanResourceChangeAsync(new PlanRequest("corner_brittle", nothing, value, value), default), r => r.Diagnostics, _ => true),
                "ApplyResourceChange" => await Kept(plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest("corner_brittle", value, value, value), default), r => r.Diagnostics, r => r.IsUnanswered && r.NewState.Equals(value)),
                "ImportResourceState" => await Kept(plugin.Provider.ImportResourceStateAsync(new ImportRequest("corner_brittle", "x", null), default), r => r.Diagnostics, r => r.Resources.Count == 0),
                _ => await Kept(plugin.Provider.UpgradeResourceStateAsync(new UpgradeRequest("corner_brittle", 0, "{}"u8.ToArray()), default), r => r.Diagnostics, r => r.Value is null),
            };
            Assert.Contains(told, said, StringComparison.Ordinal);
            Assert.Contains("plumb/corner 1.2.3", said, StringComparison.Ordinal);
        }

        static async Task<string> Kept<T>(ValueTask<T> asking, Func<T, IReadOnlyList<ProviderDiagnostic>> said, Func<T, bool> isKept)
        {
            var answer = await asking;
            Assert.True(isKept(answer));
            return Assert.Single(said(answer)).Detail;
        }
    }

    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    public async Task A_crash_when_it_is_asked_to_stop_is_told_by_the_call_that_is_under_way(string protocol)
    {
        await using var plugin = new CornerPlugin(environment: [("CORNER_CRASH", "stop"), ("CORNER_PROTOCOL", protocol)]);
        Assert.Empty(await CornerPlugin.ConfigureAsync(plugin.Provider));
        var planned = await plugin.ObjectAsync("corner_slow", ("seconds", Plumb.Core.Values.Value.Number(600)));
        var making = plugin.Provider.ApplyResourceChangeAsync(new ApplyRequest("corner_slow", Plumb.Core.Values.Value.Null(planned.Type), planned, planned), default).AsTask();
        await plugin.Provider.StopAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        var answer = await making.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(answer.IsUnanswered);
        var said = Assert.Single(answer.Diagnostics).Detail;
        Assert.Contains("panic: told to crash at stop", said, StringComparison.Ordinal);
        Assert.Contains("ended with exit code 17", said, StringComparison.Ordinal);
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
