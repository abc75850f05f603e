using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests.Peer;

/// <summary>
/// Our operations on this machine against recorded results of the peer's modules: result by result, tree by tree. Where the peer is
/// installed, <c>UPDATE_GOLDEN=1</c> records anew.
/// </summary>
public class PeerComparisonTests
{
    /// <summary>Where we differ on purpose, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["command: an open quote"] = "a message, where the peer shows where its program broke",
        ["known_hosts: out"] = "the difference shows the line that goes",
        ["known_hosts: out, checked"] = "the difference shows the line that goes",
    };

    public static TheoryData<string> Names() => [.. PeerScenario.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_operation_does_and_says_what_the_module_of_the_peer_does(string name)
    {
        Assert.SkipWhen(Environment.UserName != "root", "the results were recorded as root");
        var scenario = PeerScenario.All.Single(s => s.Name == name);
        var expected = Recorded.Value[name];
        var actual = await RunAsync(scenario);
        var isEqual = expected.Result.Equals(actual.Result) && expected.Tree.SequenceEqual(actual.Tree);
        if (Differences.TryGetValue(name, out var reason))
        {
            Assert.False(isEqual, "differs no more: " + reason);
            return;
        }
        Assert.True(isEqual, $"peer: {Text(expected)}\nours: {Text(actual)}");
    }

    [Fact]
    public void The_recorded_results_are_those_of_the_peer()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && PeerRecording.IsPossible, "recorded only with UPDATE_GOLDEN=1 and ansible");
        PeerRecording.Save(PeerRecording.Record(PeerScenario.All));
    }

    private static Lazy<IReadOnlyDictionary<string, PeerResult>> Recorded { get; } = new(PeerRecording.Load);

    private static string Text(PeerResult result) => DataJson.Write(new MapData([.. result.Result.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)])) + "\n      " + string.Join("\n      ", result.Tree);

    private static async Task<PeerResult> RunAsync(PeerScenario scenario)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("peer").FullName, "s");
        try
        {
            scenario.Prepare(folder);
            var arguments = scenario.ArgumentsIn(folder);
            var content = scenario.Module == "copy" ? arguments.Text("content") : null;
            var request = new OperationRequest(scenario.Module, arguments)
            {
                Check = scenario.Check,
                Diff = scenario.Diff,
                Sources = content is null ? [] : [OperationTrial.Source(content)],
            };
            var runner = new OperationRunner(TestMachine.In(folder, ("HOME", "/root")), OperationTable.Builtin);
            return PeerResult.From(await runner.RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken), folder);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder) ?? folder, recursive: true);
        }
    }
}
