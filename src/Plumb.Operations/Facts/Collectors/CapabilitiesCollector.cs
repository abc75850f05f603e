using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The capabilities of the user who is connected. The kernel tells whether all or none are held; only what lies between is asked of capsh.</summary>
internal sealed class CapabilitiesCollector : IFactCollector
{
    public string Name => "caps";

    public IReadOnlyList<string> FactNames => ["system_capabilities", "system_capabilities_enforced"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var current = context.Host.Processes.Find("capsh") is null ? null : FromKernel(context.Files) ?? await FromProgramAsync(context, cancellation);
        var (enforced, held) = Describe(current);
        context.Facts.Add("system_capabilities_enforced", enforced);
        context.Facts.Add("system_capabilities", held);
    }

    private static (string Enforced, DataValue Held) Describe(string? current) => current switch
    {
        null => ("N/A", DataValue.Of("N/A")),
        "=ep" => ("False", ListData.Empty),
        _ => ("True", DataValue.Of((current.Split('=') is [_, var named, ..] ? named : "").Split(',').Select(c => c.Trim()))),
    };

    private static string? FromKernel(FactFiles files)
    {
        var sets = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var line in files.Lines("/proc/self/status"))
        {
            if (!line.StartsWith("Cap", StringComparison.Ordinal) || line.Split(':', 2) is not [var name, var hex]) continue;
            if (ulong.TryParse(hex.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)) sets[name] = bits;
        }
        if (!sets.TryGetValue("CapEff", out var effective) || !sets.TryGetValue("CapPrm", out var permitted) || sets.GetValueOrDefault("CapInh") != 0) return null;
        if (effective == 0 && permitted == 0) return "=";
        if (!int.TryParse(files.Text("/proc/sys/kernel/cap_last_cap"), NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last > 62) return null;
        var all = (1UL << (last + 1)) - 1;
        return effective == all && permitted == all ? "=ep" : null;
    }

    private static async ValueTask<string?> FromProgramAsync(FactContext context, CancellationToken cancellation)
    {
        var answer = await context.AskAsync("capsh", ["--print"], cancellation);
        var line = answer?.Split('\n').LastOrDefault(l => l.StartsWith("Current:", StringComparison.Ordinal));
        return line?["Current:".Length..].Trim();
    }
}
