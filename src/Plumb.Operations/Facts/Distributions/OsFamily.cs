namespace Plumb.Operations.Facts.Distributions;

/// <summary>The family that a distribution belongs to; one that is not listed is its own.</summary>
internal static class OsFamily
{
    private static readonly (string Family, string[] Members)[] Families =
    [
        ("RedHat", ["RedHat", "RHEL", "Fedora", "CentOS", "Scientific", "SLC", "Ascendos", "CloudLinux", "PSBM", "OracleLinux", "OVS", "OEL", "Amazon", "Amzn",
            "Virtuozzo", "XenServer", "Alibaba", "EulerOS", "openEuler", "AlmaLinux", "Rocky", "TencentOS", "EuroLinux", "Kylin Linux Advanced Server", "MIRACLE"]),
        ("Debian", ["Debian", "Ubuntu", "Raspbian", "Neon", "KDE neon", "Linux Mint", "SteamOS", "Devuan", "Kali", "Cumulus Linux", "Pop!_OS", "Parrot",
            "Pardus GNU/Linux", "Uos", "Deepin", "OSMC"]),
        ("Suse", ["SuSE", "SLES", "SLED", "openSUSE", "openSUSE Tumbleweed", "SLES_SAP", "SUSE_LINUX", "openSUSE Leap", "ALP-Dolomite", "SL-Micro", "openSUSE MicroOS"]),
        ("Archlinux", ["Archlinux", "Antergos", "Manjaro"]),
        ("Mandrake", ["Mandrake", "Mandriva"]),
        ("Gentoo", ["Gentoo", "Funtoo"]),
        ("ClearLinux", ["Clear Linux OS", "Clear Linux Mix"]),
    ];

    public static string Of(string distribution) => Families.FirstOrDefault(f => f.Members.Contains(distribution)).Family ?? distribution;
}
