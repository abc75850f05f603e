using System.Globalization;
using Plumb.Operations.Facts.Hardware;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>Processors, memory, firmware, block devices, volumes and mounts.</summary>
internal sealed class HardwareCollector : IFactCollector
{
    public string Name => "hardware";

    public IReadOnlyList<string> FactNames => ["devices", "mounts", "processor", "processor_cores", "processor_count"];

    public IReadOnlyList<string> Needs => ["platform"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        CpuFacts.Add(context);
        MemoryFacts.Add(context);
        await DmiFacts.AddAsync(context, cancellation);
        await DeviceFacts.AddAsync(context, cancellation);
        AddUptime(context);
        await LvmFacts.AddAsync(context, cancellation);
        await MountFacts.AddAsync(context, cancellation);
    }

    private static void AddUptime(FactContext context)
    {
        var seconds = context.Files.Text("/proc/uptime")?.Split(' ')[0];
        if (double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var uptime)) context.Facts.Add("uptime_seconds", (long)uptime);
    }
}
