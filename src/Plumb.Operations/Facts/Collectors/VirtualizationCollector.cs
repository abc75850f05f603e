using System.Text.RegularExpressions;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>
/// Whether the host is a guest, of what, and what it can be a host of. The first sign found names the type and the role; all of
/// them are listed as technologies.
/// </summary>
internal sealed partial class VirtualizationCollector : IFactCollector
{
    private const string Dmi = "/sys/devices/virtual/dmi/id/";

    public string Name => "virtual";

    public IReadOnlyList<string> FactNames =>
        ["virtualization_role", "virtualization_tech_guest", "virtualization_tech_host", "virtualization_type"];

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var signs = new VirtualizationSigns();
        Containers(context.Files, signs);
        Xen(context.Files, signs);
        Firmware(context.Files, signs);
        Kernel(context.Files, signs);
        Processor(context.Files, signs);
        Modules(context.Files, signs);
        if (context.Files.Exists("/dev/kvm")) signs.Host("kvm");
        signs.Describe(context.Facts);
        return ValueTask.CompletedTask;
    }

    private static void Containers(FactFiles files, VirtualizationSigns signs)
    {
        foreach (var line in files.Lines("/proc/1/cgroup"))
        {
            if (DockerGroup().IsMatch(line)) signs.Guest("docker");
            if (line.Contains("/lxc/", StringComparison.Ordinal) || line.Contains("/machine.slice/machine-lxc", StringComparison.Ordinal)) signs.Guest("lxc");
            if (line.Contains("/system.slice/containerd.service", StringComparison.Ordinal)) signs.Guest("containerd");
        }
        foreach (var variable in files.ZeroEnded("/proc/1/environ"))
        {
            if (variable.Contains("container=lxc", StringComparison.Ordinal)) signs.Guest("lxc");
            if (variable.Contains("container=podman", StringComparison.Ordinal)) signs.Guest("podman");
            if (variable.StartsWith("container=", StringComparison.Ordinal) && variable.Length > "container=".Length) signs.Guest("container");
        }
        if (files.Exists("/proc/vz") && !files.Exists("/proc/lve"))
        {
            if (files.Exists("/proc/bc")) signs.Host("openvz");
            else signs.Guest("openvz");
        }
        var systemd = files.Text("/run/systemd/container");
        if (systemd is not null) signs.Guest(systemd);
        if (files.Exists("/.dockerenv") || files.Exists("/.dockerinit")) signs.Guest("docker");
        if (systemd is not null || signs.HasGuest("docker", "lxc", "podman", "openvz", "containerd")) signs.AlsoGuest("container");
    }

    private static void Xen(FactFiles files, VirtualizationSigns signs)
    {
        if (!files.Exists("/proc/xen")) return;
        if (files.Lines("/proc/xen/capabilities").Any(l => l.Contains("control_d", StringComparison.Ordinal))) signs.Host("xen");
        else signs.Found("xen", "guest");
    }

    private static void Firmware(FactFiles files, VirtualizationSigns signs)
    {
        string? product = files.Text(Dmi + "product_name"), vendor = files.Text(Dmi + "sys_vendor"), bios = files.Text(Dmi + "bios_vendor");
        signs.GuestIf(product switch
        {
            "KVM" or "KVM Server" or "Bochs" or "AHV" => "kvm",
            _ => null,
        });
        signs.GuestIf((vendor, files.Text(Dmi + "product_family"), product) switch
        {
            ("oVirt", _, _) => "oVirt",
            ("Red Hat", "RHV", _) => "RHV",
            ("Red Hat", _, "RHEV Hypervisor") => "RHEV",
            _ => null,
        });
        signs.GuestIf(product switch
        {
            "VMware Virtual Platform" or "VMware7,1" or "VMware20,1" => "VMware",
            "OpenStack Compute" or "OpenStack Nova" => "openstack",
            _ => null,
        });
        signs.GuestIf(bios switch
        {
            "Xen" => "xen",
            "innotek GmbH" => "virtualbox",
            "Amazon EC2" or "DigitalOcean" or "Hetzner" => "kvm",
            _ => null,
        });
        signs.GuestIf(vendor switch
        {
            "QEMU" or "Amazon EC2" or "DigitalOcean" or "Google" or "Scaleway" or "Nutanix" => "kvm",
            "KubeVirt" => "KubeVirt",
            "Microsoft Corporation" => "VirtualPC",
            "Parallels Software International Inc." => "parallels",
            "OpenStack Foundation" => "openstack",
            _ => null,
        });
        if (product?.Contains("BHYVE", StringComparison.Ordinal) == true) signs.Guest("bhyve");
    }

    private static void Kernel(FactFiles files, VirtualizationSigns signs)
    {
        var context = files.Lines("/proc/self/status").FirstOrDefault(l => l.StartsWith("VxID:", StringComparison.Ordinal))?["VxID:".Length..].Trim();
        if (context is null) return;
        if (context.StartsWith('0')) signs.Host("linux_vserver");
        else signs.Guest("linux_vserver");
    }

    private static void Processor(FactFiles files, VirtualizationSigns signs)
    {
        foreach (var line in files.Lines("/proc/cpuinfo"))
        {
            if (line.Split(':', 2) is not [var key, var value]) continue;
            switch (key.Trim())
            {
                case "model name" when value.Contains("QEMU Virtual CPU", StringComparison.Ordinal): signs.Guest("kvm"); break;
                case "vendor_id" when value.Contains("User Mode Linux", StringComparison.Ordinal): signs.Guest("uml"); break;
                case "model name" when value.Contains("UML", StringComparison.Ordinal): signs.Guest("uml"); break;
                case "machine" when value.Contains("CHRP IBM pSeries (emulated by qemu)", StringComparison.Ordinal): signs.Guest("kvm"); break;
                case "vendor_id" when value.Contains("PowerVM Lx86", StringComparison.Ordinal): signs.Guest("powervm_lx86"); break;
                case "vendor_id" when value.Contains("IBM/S390", StringComparison.Ordinal):
                    signs.Found("PR/SM", "LPAR");
                    signs.AlsoGuest("PR/SM");
                    break;
            }
        }
    }

    // One machine may well have two of them.
    private static void Modules(FactFiles files, VirtualizationSigns signs)
    {
        var modules = files.Lines("/proc/modules").Select(l => l.Split(' ', 2)[0]).ToHashSet(StringComparer.Ordinal);
        if (modules.Contains("kvm")) signs.Host("kvm");
        if (modules.Contains("vboxdrv")) signs.Host("virtualbox");
        if (!modules.Contains("virtio")) return;
        signs.Found("kvm", "guest");
        signs.AlsoHost("kvm");
    }

    [GeneratedRegex(@"/docker(/|-[0-9a-f]+\.scope)", RegexOptions.CultureInvariant)]
    private static partial Regex DockerGroup();
}
