using System.Globalization;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The package manager that the distribution means to be used; several may be installed.</summary>
internal sealed class PackageManagerCollector : IFactCollector
{
    // Of several that are installed the last counts.
    private static readonly (string Path, string Name)[] Known =
    [
        ("/usr/bin/rpm-ostree", "atomic_container"), ("/usr/bin/yum", "yum"), ("/usr/bin/dnf", "dnf"), ("/usr/bin/apt-get", "apt"),
        ("/usr/bin/zypper", "zypper"), ("/usr/sbin/urpmi", "urpmi"), ("/usr/bin/pacman", "pacman"), ("/bin/opkg", "opkg"),
        ("/usr/pkg/bin/pkgin", "pkgin"), ("/usr/local/bin/brew", "homebrew"), ("/sbin/apk", "apk"), ("/usr/bin/emerge", "portage"),
        ("/usr/bin/xbps-install", "xbps"), ("/usr/bin/swupd", "swupd"), ("/usr/sbin/sorcery", "sorcery"),
    ];

    public string Name => "pkg_mgr";

    public IReadOnlyList<string> Needs => ["distribution"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var files = context.Files;
        var found = Known.LastOrDefault(k => files.Exists(k.Path)).Name ?? "unknown";
        var name = context.TextFact("os_family") switch
        {
            "RedHat" => RedHat(context),
            "Debian" => "apt",
            "Altlinux" when found == "apt" => "apt_rpm",
            _ => found,
        };
        if (name == "apt" && files.Exists("/usr/bin/rpm") && await OwnsAptAsync(context, cancellation)) name = "apt_rpm";
        context.Facts.Add("pkg_mgr", name);
    }

    private static string RedHat(FactContext context)
    {
        if (context.Files.Exists("/run/ostree-booted")) return "atomic_container";
        if (!int.TryParse(context.TextFact("distribution_major_version"), NumberStyles.None, CultureInfo.InvariantCulture, out var major)) return "dnf";
        var firstWithDnf = context.TextFact("distribution") switch { "Fedora" => 23, "Amazon" => 2022, _ => 8 };
        return major < firstWithDnf ? "yum" : "dnf";
    }

    // There is an apt that installs RPM packages, and an rpm that is installed from Debian's.
    private static async ValueTask<bool> OwnsAptAsync(FactContext context, CancellationToken cancellation) =>
        await context.AskAsync("/usr/bin/rpm", ["-q", "--whatprovides", "/usr/bin/apt-get"], cancellation) is not null;
}
