namespace Plumb.Operations.Facts.Collectors;

/// <summary>What starts and stops services: told by the name of the first process, or guessed from what is installed.</summary>
internal sealed class ServiceManagerCollector : IFactCollector
{
    public string Name => "service_mgr";

    public IReadOnlyList<string> Needs => ["distribution", "platform"];

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        context.Facts.Add("service_mgr", FromFirstProcess(context.Files) ?? Guess(context) ?? "service");
        return ValueTask.CompletedTask;
    }

    private static string? FromFirstProcess(FactFiles files)
    {
        var name = files.Text("/proc/1/comm") ?? files.Link("/sbin/init");
        // Many inits call themselves just that, and a shell is the first process of many a container.
        if (name is null || FactFiles.LastPart(name) is not { } program || program == "init" || program.EndsWith("sh", StringComparison.Ordinal)) return null;
        return program switch
        {
            "procd" => "openwrt_init",
            "runit-init" => "runit",
            "svscan" => "svc",
            "openrc-init" => "openrc",
            _ => program,
        };
    }

    private static string? Guess(FactContext context)
    {
        var (files, processes) = (context.Files, context.Host.Processes);
        if (context.TextFact("distribution") == "OpenWrt") return "openwrt_init";
        if (IsSystemdRunning(context)) return "systemd";
        if (processes.Find("initctl") is not null && files.Exists("/etc/init/")) return "upstart";
        if (files.Exists("/sbin/openrc")) return "openrc";
        if (processes.Find("systemctl") is not null && files.LinkName("/sbin/init") == "systemd") return "systemd";
        return files.Exists("/etc/init.d/") ? "sysvinit" : null;
    }

    internal static bool IsSystemdRunning(FactContext context) =>
        context.Host.Processes.Find("systemctl") is not null
        && (context.Files.Exists("/run/systemd/system/") || context.Files.Exists("/dev/.run/systemd/") || context.Files.Exists("/dev/.systemd/"));
}
