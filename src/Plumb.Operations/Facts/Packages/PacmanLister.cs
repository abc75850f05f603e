using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Packages;

/// <summary>Packages of Arch Linux.</summary>
internal sealed partial class PacmanLister : IPackageLister
{
    public string Name => "pacman";

    public bool IsAvailable(HostTools tools) => tools.Has("pacman");

    public async ValueTask<IReadOnlyList<MapBuilder>> ListAsync(HostTools tools, CancellationToken cancellation)
    {
        var outcome = await tools.AskAsync("pacman", ["-Qi"], cancellation);
        return [.. outcome.Output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Fields).Where(f => f.ContainsKey("Name")).Select(f => new MapBuilder
        {
            { "name", f["Name"] },
            { "version", f.GetValueOrDefault("Version") },
            { "arch", f.GetValueOrDefault("Architecture") },
            { "provides", Provides(f.GetValueOrDefault("Provides", "None")) },
        })];
    }

    private static DataValue Provides(string text) =>
        text == "None" ? DataValue.Null : DataValue.Of(text.Split("  ", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0]));

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var last = "";
        foreach (var line in text.Split('\n').Where(l => l.Length > 0))
        {
            if (Field().Match(line) is { Success: true } match) fields[last = match.Groups[1].Value] = match.Groups[2].Value;
            else if (last.Length > 0) fields[last] += "  " + line.TrimStart();
        }
        return fields;
    }

    [GeneratedRegex(@"^([\w ]*\w) +: (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
