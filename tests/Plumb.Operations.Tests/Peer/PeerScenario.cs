using System.Diagnostics;
using Plumb.Operations.Data;

namespace Plumb.Operations.Tests.Peer;

/// <summary>One call of a module in a folder prepared by a line of shell, from <c>tests/golden/operations/peer-scenarios.jsonl</c>.</summary>
internal sealed record PeerScenario(string Name, string Module, MapData Arguments, string Setup, bool Check, bool Diff)
{
    private const string Placeholder = "<DIR>";

    public static string GoldenFolder { get; } = FindGoldenFolder();

    public static IReadOnlyList<PeerScenario> All { get; } =
        [.. File.ReadLines(Path.Combine(GoldenFolder, "peer-scenarios.jsonl")).Select(line => Read((MapData)DataJson.Parse(line)))];

    /// <summary>Makes the folder as the scenario wants it.</summary>
    public void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Setup.Length == 0) return;
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "umask 022; " + Setup]) { WorkingDirectory = folder, RedirectStandardError = true });
        shell?.WaitForExit();
    }

    public MapData ArgumentsIn(string folder) => (MapData)Replace(Arguments, text => text.Replace(Placeholder, folder, StringComparison.Ordinal));

    public static DataValue Replace(DataValue value, Func<string, string> change) => value switch
    {
        TextData text => change(text.Value),
        ListData list => new ListData([.. list.Items.Select(i => Replace(i, change))]),
        MapData map => new MapData([.. map.Entries.Select(e => KeyValuePair.Create(change(e.Key), Replace(e.Value, change)))]),
        _ => value,
    };

    private static PeerScenario Read(MapData line) => new(line.RequiredText("name"), line.RequiredText("module"), line.Map("args") ?? MapData.Empty,
        line.Text("setup") ?? "", line.Flag("check"), line.Flag("diff"));

    private static string FindGoldenFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "tests", "golden", "operations");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException("tests/golden/operations");
    }
}
