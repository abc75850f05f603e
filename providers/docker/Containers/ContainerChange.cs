using System.Net;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Containers;

/// <summary>Changes a container's limits and restart policy while it lives.</summary>
internal static class ContainerChange
{
    public static async Task ApplyAsync(ContainerRequests requests, ContainerModel prior, ContainerModel plan, CancellationToken cancellation)
    {
        if (!Differs(prior, plan)) return;
        var swap = (await requests.FindAsync(plan.Id, cancellation))?.HostConfig.MemorySwap;
        try
        {
            await requests.ChangeAsync(plan.Id, Limits(plan, swap), cancellation);
        }
        catch (EngineException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed && !e.Message.Contains("container", StringComparison.OrdinalIgnoreCase))
        {
            // Podman before version 5 has no such request.
            throw new EngineException($"This engine cannot change a container while it lives. Replace it (-replace) to give \"{plan.Name}\" its new limits.", e.Status, e);
        }
    }

    private static bool Differs(ContainerModel prior, ContainerModel plan) =>
        (prior.Restart, prior.MaxRetryCount, prior.Memory, prior.MemoryReservation, prior.MemorySwap, prior.CpuShares, prior.CpuSet)
            != (plan.Restart, plan.MaxRetryCount, plan.Memory, plan.MemoryReservation, plan.MemorySwap, plan.CpuShares, plan.CpuSet)
        || (prior.CpuPeriod, prior.CpuQuota) != (plan.CpuPeriod, plan.CpuQuota)
        || !SameRates(prior.DeviceReadBps, plan.DeviceReadBps) || !SameRates(prior.DeviceReadIops, plan.DeviceReadIops)
        || !SameRates(prior.DeviceWriteBps, plan.DeviceWriteBps) || !SameRates(prior.DeviceWriteIops, plan.DeviceWriteIops);

    private static bool SameRates(List<DeviceRateModel> one, List<DeviceRateModel> other) =>
        one.Select(r => (r.Path, r.Rate)).SequenceEqual(other.Select(r => (r.Path, r.Rate)));

    private static ContainerLimits Limits(ContainerModel plan, long? presentSwap)
    {
        var memory = plan.Memory * HostRequest.Mebibyte;
        return new ContainerLimits
        {
            RestartPolicy = new RestartPolicy(plan.Restart, plan.MaxRetryCount ?? 0),
            Memory = memory,
            MemoryReservation = plan.MemoryReservation == 0 ? null : plan.MemoryReservation * HostRequest.Mebibyte,
            // The engine's own choice, twice the memory, does not follow the memory; and memory above it is refused.
            MemorySwap = HostRequest.Swap(plan.MemorySwap) ?? (presentSwap > 0 ? memory * 2 : null),
            CpuShares = plan.CpuShares,
            CpusetCpus = plan.CpuSet,
            CpuPeriod = plan.CpuPeriod,
            CpuQuota = plan.CpuQuota,
            BlkioDeviceReadBps = HostRequest.Rates(plan.DeviceReadBps),
            BlkioDeviceReadIOps = HostRequest.Rates(plan.DeviceReadIops),
            BlkioDeviceWriteBps = HostRequest.Rates(plan.DeviceWriteBps),
            BlkioDeviceWriteIOps = HostRequest.Rates(plan.DeviceWriteIops),
        };
    }
}
