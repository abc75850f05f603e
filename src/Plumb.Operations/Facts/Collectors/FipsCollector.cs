namespace Plumb.Operations.Facts.Collectors;

internal sealed class FipsCollector : IFactCollector
{
    public string Name => "fips";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        context.Facts.Add("fips", context.Files.Text("/proc/sys/crypto/fips_enabled") == "1");
        return ValueTask.CompletedTask;
    }
}
