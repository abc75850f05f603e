using Plumb.Operations.Data;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Services;

/// <summary>Services of systemd: those it knows with their state, then those that only lie ready as files.</summary>
internal static class SystemdServices
{
    private static readonly string[] BadStates = ["not-found", "masked", "failed"];

    public static async ValueTask AddAsync(HostTools tools, MapBuilder services, List<string> warnings, CancellationToken cancellation)
    {
        var units = await tools.AskAsync("systemctl", ["list-units", "--no-pager", "--type", "service", "--all"], cancellation);
        if (units.Succeeded) AddUnits(units, services);
        else warnings.Add($"Could not list units from systemd: {units.Error}");
        var files = await tools.AskAsync("systemctl", ["list-unit-files", "--no-pager", "--type", "service", "--all"], cancellation);
        if (files.Succeeded) await AddFilesAsync(tools, files, services, cancellation);
        else warnings.Add($"Could not get unit files data from systemd: {files.Error}");
    }

    internal static void AddUnits(ToolOutcome listing, MapBuilder services)
    {
        foreach (var line in listing.Lines.Where(l => l.Contains(".service", StringComparison.Ordinal)))
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var bad = BadStates.FirstOrDefault(fields.Contains);
            // A unit in such a state has a dot before its name.
            if (bad is not null) fields = fields[1..];
            if (fields.Length < 4) continue;
            services.Add(fields[0], Entry(fields[0], fields[3] == "running" ? "running" : "stopped", bad ?? fields[2]));
        }
    }

    private static async ValueTask AddFilesAsync(HostTools tools, ToolOutcome listing, MapBuilder services, CancellationToken cancellation)
    {
        var entries = listing.Lines.Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f.Length > 1 && f[0].Contains(".service", StringComparison.Ordinal)).ToList();
        var states = await ActiveStatesAsync(tools, [.. entries.Select(e => e[0]).Where(n => !services.Contains(n))], cancellation);
        foreach (var entry in entries)
        {
            var (name, status) = (entry[0], entry[1]);
            if (services[name] is not MapData known) services.Add(name, Entry(name, states.GetValueOrDefault(name, "unknown"), status));
            else if (!BadStates.Contains(known.Text("status"))) services.Add(name, known.With("status", status));
        }
    }

    // All are asked about at once: a call for each would take as long as all of the rest.
    private static async ValueTask<Dictionary<string, string>> ActiveStatesAsync(HostTools tools, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var plain = names.Where(n => !n.Contains("@.", StringComparison.Ordinal)).ToList();
        if (plain.Count == 0) return [];
        var shown = await tools.AskAsync("systemctl", ["show", "--property=Id,ActiveState", .. plain], cancellation);
        var blocks = shown.Output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var states = blocks.Select(b => b.Split('\n').FirstOrDefault(l => l.StartsWith("ActiveState=", StringComparison.Ordinal))?["ActiveState=".Length..] ?? "unknown");
        return plain.Zip(states).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }

    private static MapBuilder Entry(string name, string state, string status) =>
        new() { { "name", name }, { "state", state }, { "status", status }, { "source", "systemd" } };
}
