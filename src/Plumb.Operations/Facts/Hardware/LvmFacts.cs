using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Hardware;

/// <summary>Volume groups, logical and physical volumes, where the tools are and the user may ask them.</summary>
internal static class LvmFacts
{
    private static readonly string[] Options = ["--noheadings", "--nosuffix", "--units", "g", "--separator", ","];

    public static async ValueTask AddAsync(FactContext context, CancellationToken cancellation)
    {
        if (context.Host.User.UserId != 0 || context.Host.Processes.Find("vgs") is null)
        {
            context.Facts.Add("lvm", "N/A");
            return;
        }
        var groups = new MapBuilder();
        foreach (var row in await RowsAsync(context, "vgs", 7, cancellation))
        {
            groups.Add(row[0], new MapBuilder { { "size_g", row[^2] }, { "free_g", row[^1] }, { "num_lvs", row[2] }, { "num_pvs", row[1] } });
        }
        var logical = new MapBuilder();
        foreach (var row in await RowsAsync(context, "lvs", 4, cancellation)) logical.Add(row[0], new MapBuilder { { "size_g", row[3] }, { "vg", row[1] } });
        var physical = new MapBuilder();
        foreach (var row in await RowsAsync(context, "pvs", 6, cancellation))
        {
            physical.Add(MapperName(context.Files, row[0]), new MapBuilder { { "size_g", row[4] }, { "free_g", row[5] }, { "vg", row[1] } });
        }
        context.Facts.Add("lvm", new MapBuilder { { "lvs", logical }, { "vgs", groups }, { "pvs", physical } });
    }

    private static async ValueTask<IReadOnlyList<string[]>> RowsAsync(FactContext context, string program, int columns, CancellationToken cancellation)
    {
        var answer = await context.AskAsync(program, Options, cancellation);
        return [.. (answer ?? "").Split('\n').Select(l => l.Trim().Split(',')).Where(r => r.Length >= columns)];
    }

    private static string MapperName(FactFiles files, string device)
    {
        const string Prefix = "/dev/dm-";
        if (!device.StartsWith(Prefix, StringComparison.Ordinal)) return device;
        return files.Text($"/sys/block/{FactFiles.LastPart(device)}/dm/name") is { } name ? "/dev/mapper/" + name : device;
    }
}
