using Plumb.Operations.Administration.Hostnames;
using Plumb.Operations.Data;
using Plumb.Operations.Facts;
using Plumb.Operations.Facts.Collectors;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration;

/// <summary>Gives the host its name, now and for the next start.</summary>
internal sealed class HostnameOperation : IOperation
{
    public OperationSpec Spec { get; } = new("hostname", "Manage hostname")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The name") { Required = true },
            new("use", ArgumentType.Text, "How the name is set, instead of what fits the distribution")
            {
                Choices = ["alpine", "debian", "freebsd", "generic", "macos", "macosx", "darwin", "openbsd", "openrc", "redhat", "sles", "solaris", "systemd"],
            },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var name = context.Arguments.RequiredText("name");
        var facts = new FactContext(context.Host);
        var store = Store(context, await DistributionAsync(facts, cancellation), facts);
        var (current, permanent) = (await store.CurrentAsync(cancellation), await store.PermanentAsync(cancellation));
        if (permanent != name && permanent != "UNKNOWN" && !context.Host.IsPlanned) await store.SetPermanentAsync(name, cancellation);
        if (current != name && !context.Host.IsPlanned) await store.SetCurrentAsync(name, cancellation);

        var node = context.Host.Files.ReadTextOrNull("/proc/sys/kernel/hostname")?.Trim() ?? name;
        var fullName = await new FullHostName(facts).FindAsync(node, cancellation);
        var changed = current != name || (permanent != name && permanent != "UNKNOWN");
        return new OperationResult
        {
            Changed = changed,
            Values = new MapBuilder { { "name", name }, { "ansible_facts", Facts(name, fullName) } }.Build(),
            Diffs = changed ? [new ContentDiff($"hostname = {(name != current ? current : permanent)}\n", $"hostname = {name}\n")] : [],
        };
    }

    private static MapBuilder Facts(string name, string fullName) => new()
    {
        { "ansible_hostname", name.Split('.')[0] },
        { "ansible_nodename", name },
        { "ansible_fqdn", fullName },
        { "ansible_domain", fullName.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? fullName[(dot + 1)..] : "" },
    };

    private static async ValueTask<string> DistributionAsync(FactContext facts, CancellationToken cancellation)
    {
        await new DistributionCollector().CollectAsync(facts, cancellation);
        return facts.TextFact("os_family");
    }

    private static IHostNameStore Store(OperationContext context, string family, FactContext facts)
    {
        var (files, tools) = (context.Host.Files, new HostTools(context.Host));
        var use = context.Arguments.Text("use") ?? (ServiceManagerCollector.IsSystemdRunning(facts) ? "systemd" : family switch
        {
            "Debian" => "debian",
            "Alpine" => "alpine",
            "RedHat" => "redhat",
            "Suse" => "sles",
            "Gentoo" => "openrc",
            "Archlinux" or "ClearLinux" => "systemd",
            _ => "generic",
        });
        return use switch
        {
            "debian" or "openbsd" => new HostNameFile(files, "/etc/hostname"),
            "alpine" => new AlpineHostName(tools),
            "redhat" => new HostNameFile(files, "/etc/sysconfig/network", "HOSTNAME"),
            "sles" => new HostNameFile(files, "/etc/HOSTNAME"),
            "openrc" => new HostNameFile(files, "/etc/conf.d/hostname", "hostname", isQuoted: true),
            "systemd" => new HostNameCommand(tools, isSystemd: true),
            "generic" => new HostNameCommand(tools, isSystemd: false),
            _ => throw new OperationException($"hostname module cannot be used on platform Linux ({facts.TextFact("distribution")})"),
        };
    }
}
