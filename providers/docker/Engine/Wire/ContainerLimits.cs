namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>The part of a container that can be changed while it lives. Sizes are in bytes, times in microseconds.</summary>
internal record ContainerLimits
{
    public RestartPolicy? RestartPolicy { get; init; }

    public long? CpuShares { get; init; }

    public long? CpuPeriod { get; init; }

    public long? CpuQuota { get; init; }

    public string? CpusetCpus { get; init; }

    public long? Memory { get; init; }

    public long? MemoryReservation { get; init; }

    /// <summary>Memory and swap together; -1 for no limit.</summary>
    public long? MemorySwap { get; init; }

    public IReadOnlyList<ThrottledDevice>? BlkioDeviceReadBps { get; init; }

    public IReadOnlyList<ThrottledDevice>? BlkioDeviceReadIOps { get; init; }

    public IReadOnlyList<ThrottledDevice>? BlkioDeviceWriteBps { get; init; }

    public IReadOnlyList<ThrottledDevice>? BlkioDeviceWriteIOps { get; init; }
}

internal sealed record RestartPolicy(string? Name, long MaximumRetryCount);

internal sealed record ThrottledDevice(string Path, long Rate);
