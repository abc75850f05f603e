using System.Diagnostics;
using System.Text.Json;
using Plumb.Operations.Data;

namespace Plumb.Operations.Tests.Peer;

/// <summary>The results of the peer, kept in <c>peer-results.jsonl</c>, and how they are recorded from an ansible that is installed.</summary>
internal static class PeerRecording
{
    private static string FilePath => Path.Combine(PeerScenario.GoldenFolder, "peer-results.jsonl");

    public static bool IsPossible => File.Exists("/usr/bin/ansible-playbook") || File.Exists("/usr/local/bin/ansible-playbook");

    public static IReadOnlyDictionary<string, PeerResult> Load() => File.ReadLines(FilePath).Select(line => (MapData)DataJson.Parse(line))
        .ToDictionary(line => line.RequiredText("name"), line => new PeerResult(line.Map("result") ?? MapData.Empty, line.Texts("tree")), StringComparer.Ordinal);

    public static void Save(IReadOnlyDictionary<string, PeerResult> results) => File.WriteAllLines(FilePath, results.Select(r => DataJson.Write(
        new MapBuilder { ["name"] = r.Key, ["result"] = r.Value.Result, ["tree"] = DataValue.Of(r.Value.Tree) }.Build())));

    /// <summary>Runs all scenarios as the tasks of one playbook.</summary>
    public static IReadOnlyDictionary<string, PeerResult> Record(IReadOnlyList<PeerScenario> scenarios)
    {
        var root = Directory.CreateTempSubdirectory("peer").FullName;
        try
        {
            var folders = scenarios.Select((_, i) => Path.Combine(root, "s" + i)).ToArray();
            for (var i = 0; i < scenarios.Count; i++) scenarios[i].Prepare(folders[i]);
            var tasks = scenarios.Select((s, i) => (DataValue)new MapBuilder
            {
                ["name"] = s.Name,
                [s.Module] = s.ArgumentsIn(folders[i]),
                ["check_mode"] = s.Check,
                ["diff"] = s.Diff,
                ["ignore_errors"] = true,
            }.Build());
            var play = new MapBuilder { ["hosts"] = "localhost", ["gather_facts"] = false, ["tasks"] = DataValue.Of(tasks) }.Build();
            File.WriteAllText(Path.Combine(root, "play.yml"), DataJson.Write(DataValue.Of([(DataValue)play])));
            var results = Run(root);
            return Enumerable.Range(0, scenarios.Count).ToDictionary(i => scenarios[i].Name, i => PeerResult.Of(results[i], folders[i]), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static List<MapData> Run(string root)
    {
        var start = new ProcessStartInfo("ansible-playbook", ["-i", "localhost,", "-c", "local", "play.yml"]) { WorkingDirectory = root, RedirectStandardOutput = true };
        start.Environment["ANSIBLE_STDOUT_CALLBACK"] = "json";
        start.Environment["ANSIBLE_PIPELINING"] = "True";
        start.Environment["ANSIBLE_LOCALHOST_WARNING"] = "False";
        start.Environment["ANSIBLE_DEPRECATION_WARNINGS"] = "False";
        using var peer = Process.Start(start) ?? throw new InvalidOperationException("ansible-playbook does not start");
        var output = peer.StandardOutput.ReadToEnd();
        peer.WaitForExit();
        var report = (MapData)DataJson.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        return [.. report.Maps("plays")[0].Maps("tasks").Select(t => t.Map("hosts")?.Map("localhost") ?? throw new JsonException("a task without result"))];
    }
}
