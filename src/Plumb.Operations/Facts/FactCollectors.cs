using Plumb.Operations.Facts.Collectors;

namespace Plumb.Operations.Facts;

/// <summary>The list of all kinds of facts. One that needs others stands after them.</summary>
internal static class FactCollectors
{
    public static IReadOnlyList<IFactCollector> All { get; } =
    [
        new PlatformCollector(),
        new DistributionCollector(),
        new LsbCollector(),
        new SelinuxCollector(),
        new ApparmorCollector(),
        new ChrootCollector(),
        new FipsCollector(),
        new PythonCollector(),
        new CapabilitiesCollector(),
        new PackageManagerCollector(),
        new ServiceManagerCollector(),
        new SystemdCollector(),
        new CommandLineCollector(),
        new DateTimeCollector(),
        new EnvironmentCollector(),
        new LoadCollector(),
        new SshKeysCollector(),
        new UserCollector(),
        new VirtualizationCollector(),
        new HardwareCollector(),
        new DnsCollector(),
        new FibreChannelCollector(),
        new NetworkCollector(),
        new IscsiCollector(),
        new NvmeCollector(),
        new LocalFactsCollector(),
        new FacterCollector(),
        new OhaiCollector(),
    ];
}
