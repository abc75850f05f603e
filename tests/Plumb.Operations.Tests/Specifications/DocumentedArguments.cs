using System.Diagnostics;
using Plumb.Operations.Data;
using Plumb.Operations.Tests.Peer;

namespace Plumb.Operations.Tests.Specifications;

/// <summary>The arguments of the peer's modules as its documentation has them, kept in <c>module-arguments.json</c>.</summary>
internal static class DocumentedArguments
{
    private static readonly string[] Kept = ["type", "default", "choices", "aliases", "required", "elements", "suboptions"];

    private static string FilePath => Path.Combine(PeerScenario.GoldenFolder, "module-arguments.json");

    public static bool CanRecord => File.Exists("/usr/bin/ansible-doc") || File.Exists("/usr/local/bin/ansible-doc");

    public static MapData Load() => (MapData)DataJson.Parse(File.ReadAllText(FilePath));

    /// <summary>Asks ansible-doc about all modules that it knows of these.</summary>
    public static void Record(IEnumerable<string> names)
    {
        var modules = new MapBuilder();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (Ask(name) is { } options) modules[name] = Shape(options);
        }
        File.WriteAllText(FilePath, DataJson.Write(modules.Build(), indented: true) + "\n");
    }

    private static MapData? Ask(string name)
    {
        using var peer = Process.Start(new ProcessStartInfo("ansible-doc", ["-j", name]) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (peer is null) return null;
        var error = peer.StandardError.ReadToEndAsync();
        var output = peer.StandardOutput.ReadToEnd();
        peer.WaitForExit();
        _ = error.Result;
        var start = output.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return null;
        var answer = (MapData)DataJson.Parse(output[start..]);
        return answer.Count == 0 ? null : (answer.Entries[0].Value as MapData)?.Map("doc")?.Map("options");
    }

    private static MapData Shape(MapData options) => new([.. options.Entries.OrderBy(o => o.Key, StringComparer.Ordinal)
        .Select(o => KeyValuePair.Create(o.Key, (DataValue)ShapeOne((MapData)o.Value)))]);

    private static MapData ShapeOne(MapData option) =>
        new([.. Kept.Where(option.Contains).Select(k => KeyValuePair.Create(k, k == "suboptions" ? Shape((MapData)(option[k] ?? MapData.Empty)) : option[k] ?? DataValue.Null))]);
}
