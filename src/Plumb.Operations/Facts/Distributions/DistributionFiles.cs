namespace Plumb.Operations.Facts.Distributions;

/// <summary>
/// Finds the file that identifies the distribution. The order matters: derived distributions keep the files of those they come
/// from, so that the more particular one is looked for first.
/// </summary>
internal static class DistributionFiles
{
    private delegate DistributionFacts? Reader(ReleaseFile file);

    private static readonly (string Path, string Variety, bool EmptyIsEnough, Reader Read)[] Known =
    [
        ("/etc/altlinux-release", "Altlinux", false, f => f.Named("Altlinux", "ALT")),
        ("/etc/oracle-release", "OracleLinux", false, f => f.Named("OracleLinux", "Oracle Linux")),
        ("/etc/slackware-version", "Slackware", false, OtherReleases.Slackware),
        ("/etc/centos-release", "CentOS", false, OtherReleases.CentOs),
        ("/etc/redhat-release", "RedHat", false, f => f.Named("RedHat", "Red Hat")),
        ("/etc/vmware-release", "VMwareESX", true, _ => null),
        ("/etc/openwrt_release", "OpenWrt", false, OtherReleases.OpenWrt),
        ("/etc/os-release", "Amazon", false, OtherReleases.Amazon),
        ("/etc/system-release", "Amazon", false, OtherReleases.Amazon),
        ("/etc/alpine-release", "Alpine", false, f => new DistributionFacts { Name = "Alpine", Version = f.Text }),
        ("/etc/arch-release", "Archlinux", true, _ => null),
        ("/etc/os-release", "Archlinux", false, f => f.Contains("Arch Linux") ? new DistributionFacts { Name = "Archlinux" } : null),
        ("/etc/os-release", "SUSE", false, SuseReleases.Read),
        ("/etc/SuSE-release", "SUSE", false, SuseReleases.Read),
        ("/etc/gentoo-release", "Gentoo", false, _ => null),
        ("/etc/os-release", "Debian", false, DebianReleases.Read),
        ("/etc/lsb-release", "Debian", false, DebianReleases.Read),
        ("/etc/lsb-release", "Mandriva", false, OtherReleases.Mandriva),
        ("/etc/sourcemage-release", "SMGL", false, f => f.Named("SMGL", "Source Mage GNU/Linux")),
        ("/usr/lib/os-release", "ClearLinux", false, OtherReleases.ClearLinux),
        ("/etc/coreos/update.conf", "Coreos", false, OtherReleases.CoreOs),
        ("/etc/os-release", "Flatcar", false, OtherReleases.Flatcar),
        ("/etc/os-release", "NA", false, OtherReleases.Unknown),
    ];

    public static DistributionFacts Find(FactFiles files)
    {
        var guess = DistributionGuess.Of(files, OsRelease.Read(files));
        foreach (var (path, variety, emptyIsEnough, read) in Known)
        {
            if (!files.Exists(path)) continue;
            var found = new DistributionFacts { Name = variety, FilePath = path, FileVariety = variety };
            if (emptyIsEnough) return guess.With(found);
            if (files.Text(path) is not { } text) continue;
            if (read(new ReleaseFile(path, text.Trim('\'', '"', '\\'), guess, files)) is { } facts) return guess.With(found with { FileParsed = true }).With(facts);
        }
        return guess;
    }
}
