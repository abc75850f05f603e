using Plumb.Provider.Models;

namespace Plumb.Bench;

/// <summary>How long the imagined service takes to answer.</summary>
[Provider]
internal sealed partial class BenchSettings
{
    /// <summary>Milliseconds that each creation, update and deletion takes.</summary>
    [Optional]
    public long? LatencyMs { get; set; }

    /// <summary>Milliseconds that signing in takes.</summary>
    [Optional]
    public long? SignInMs { get; set; }
}

internal sealed class BenchConfiguration : ProviderConfiguration<BenchSettings, Latency>
{
    protected override async ValueTask<Latency?> ConfigureAsync(BenchSettings config, ConfigureContext context, CancellationToken cancellation)
    {
        await new Latency(TimeSpan.FromMilliseconds(config.SignInMs ?? 0)).PassAsync(cancellation);
        return new Latency(TimeSpan.FromMilliseconds(config.LatencyMs ?? 0));
    }
}

/// <summary>A service that does nothing, after a while.</summary>
internal sealed record Latency(TimeSpan Time)
{
    public Task PassAsync(CancellationToken cancellation) => Time == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(Time, cancellation);
}

/// <summary>An object of the usual shape: a few arguments, a few results.</summary>
[Resource("bench_item")]
internal sealed partial class Item
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    [Required, RequiresReplace]
    public string Name { get; set; }

    [Default(1L)]
    public long Size { get; set; }

    [Optional]
    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    [Computed, UseStateForUnknown]
    public string Address { get; set; }
}

internal sealed class ItemResource : Resource<Item>
{
    protected override async ValueTask<Item?> CreateAsync(Item plan, ApplyContext<Item> context, CancellationToken cancellation)
    {
        await context.Client<Latency>().PassAsync(cancellation);
        plan.Id = $"item-{plan.Name}";
        plan.Address = $"bench://{plan.Name}";
        return plan;
    }

    protected override async ValueTask<Item?> UpdateAsync(Item plan, ApplyContext<Item> context, CancellationToken cancellation)
    {
        await context.Client<Latency>().PassAsync(cancellation);
        return plan;
    }

    protected override ValueTask<Item?> ReadAsync(Item state, ReadContext context, CancellationToken cancellation) => new(state);

    protected override async ValueTask DeleteAsync(Item state, DeleteContext context, CancellationToken cancellation) =>
        await context.Client<Latency>().PassAsync(cancellation);
}
