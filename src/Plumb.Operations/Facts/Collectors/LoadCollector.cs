using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

internal sealed class LoadCollector : IFactCollector
{
    public string Name => "loadavg";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        if (context.Files.Text("/proc/loadavg")?.Split(' ') is not [var one, var five, var fifteen, ..]) return ValueTask.CompletedTask;
        context.Facts.Add("loadavg", new MapBuilder { { "1m", Number(one) }, { "5m", Number(five) }, { "15m", Number(fifteen) } });
        return ValueTask.CompletedTask;
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
