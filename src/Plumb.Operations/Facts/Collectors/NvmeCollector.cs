namespace Plumb.Operations.Facts.Collectors;

internal sealed class NvmeCollector : IFactCollector
{
    public string Name => "nvme";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var line = context.Files.Lines("/etc/nvme/hostnqn").FirstOrDefault(l => l.StartsWith("nqn.", StringComparison.Ordinal));
        context.Facts.Add("hostnqn", line ?? "");
        return ValueTask.CompletedTask;
    }
}
