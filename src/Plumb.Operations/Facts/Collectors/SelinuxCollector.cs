using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>Whether and how SELinux guards the host, from its file system and its configuration.</summary>
internal sealed class SelinuxCollector : IFactCollector
{
    private const string Config = "/etc/selinux/config";

    public string Name => "selinux";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var files = context.Files;
        var selinux = new MapBuilder { { "status", "disabled" } };
        if (files.Text("/sys/fs/selinux/enforce") is { } enforcing)
        {
            selinux.Add("status", "enabled");
            selinux.Add("policyvers", long.TryParse(files.Text("/sys/fs/selinux/policyvers"), out var version) ? DataValue.Of(version) : DataValue.Of("unknown"));
            selinux.Add("config_mode", Setting(files, "SELINUX") ?? "unknown");
            selinux.Add("mode", enforcing == "1" ? "enforcing" : "permissive");
            selinux.Add("type", Setting(files, "SELINUXTYPE") ?? "unknown");
        }
        context.Facts.Add("selinux", selinux);
        context.Facts.Add("selinux_python_present", true);
        return ValueTask.CompletedTask;
    }

    private static string? Setting(FactFiles files, string name) =>
        files.Lines(Config).Select(l => l.Split('=', 2)).LastOrDefault(p => p.Length == 2 && p[0].Trim() == name)?[1].Trim();
}
