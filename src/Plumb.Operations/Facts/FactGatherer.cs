using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts;

/// <summary>Runs collectors one after the other and names their facts.</summary>
internal static class FactGatherer
{
    /// <summary>A collector that fails leaves its facts out and a warning behind: facts of other kinds are still true.</summary>
    public static async ValueTask<MapBuilder> GatherAsync(FactContext context, IReadOnlyList<IFactCollector> collectors, CancellationToken cancellation)
    {
        foreach (var collector in collectors)
        {
            try
            {
                await collector.CollectAsync(context, cancellation);
            }
            catch (HostException e)
            {
                context.Warnings.Add($"Facts of '{collector.Name}' could not be gathered: {e.Message}");
            }
        }

        var named = new MapBuilder();
        foreach (var (name, value) in context.Facts) named.Add("ansible_" + name.Replace('-', '_'), value);
        return named.AddAll(context.ForeignFacts.Build());
    }
}
