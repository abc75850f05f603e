using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>Memory and swap in mebibytes.</summary>
internal static class MemoryFacts
{
    public static void Add(FactContext context)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in context.Files.Lines("/proc/meminfo"))
        {
            if (line.Split(':', 2) is [var name, var rest] && long.TryParse(rest.Trim().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes))
            {
                sizes[name] = kibibytes / 1024;
            }
        }
        if (sizes.Count == 0) return;

        foreach (var name in (ReadOnlySpan<string>)["MemTotal", "MemFree", "SwapTotal", "SwapFree"])
        {
            if (Size(name) is { } size) context.Facts.Add(name.ToLowerInvariant() + "_mb", size);
        }
        var freeWithoutCache = Size("Cached") + Size("MemFree") + Size("Buffers");
        context.Facts.Add("memory_mb", new MapBuilder
        {
            { "real", Sizes(("total", Size("MemTotal")), ("used", Size("MemTotal") - Size("MemFree")), ("free", Size("MemFree"))) },
            { "nocache", Sizes(("free", freeWithoutCache), ("used", Size("MemTotal") - freeWithoutCache)) },
            { "swap", Sizes(("total", Size("SwapTotal")), ("free", Size("SwapFree")), ("used", Size("SwapTotal") - Size("SwapFree")), ("cached", Size("SwapCached"))) },
        });

        long? Size(string name) => sizes.TryGetValue(name, out var size) ? size : null;
    }

    private static MapBuilder Sizes(params ReadOnlySpan<(string Name, long? Size)> sizes)
    {
        var map = new MapBuilder();
        foreach (var (name, size) in sizes) map.Add(name, size is { } known ? DataValue.Of(known) : DataValue.Null);
        return map;
    }
}
