using Plumb.Operations.Data;

namespace Plumb.Operations.Tests.Facts;

public class DistributionTests
{
    /// <summary>Files of real releases, and distribution, version, major version, release and family as the peer tells them.</summary>
    public static TheoryData<string, string, string> Releases => new()
    {
        {
            "/etc/os-release|PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\n",
            "/etc/debian_version|12.11\n",
            "Debian 12 12 bookworm Debian"
        },
        {
            "/etc/os-release|PRETTY_NAME=\"Ubuntu 22.04.3 LTS\"\nNAME=\"Ubuntu\"\nVERSION_ID=\"22.04\"\nVERSION=\"22.04.3 LTS (Jammy Jellyfish)\"\nVERSION_CODENAME=jammy\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=jammy\n",
            "/etc/lsb-release|DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\nDISTRIB_DESCRIPTION=\"Ubuntu 22.04.3 LTS\"\n",
            "Ubuntu 22.04 22 jammy Debian"
        },
        {
            "/etc/os-release|NAME=\"Rocky Linux\"\nVERSION=\"9.2 (Blue Onyx)\"\nID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.2\"\n",
            "/etc/redhat-release|Rocky Linux release 9.2 (Blue Onyx)\n",
            "Rocky 9.2 9 Blue_Onyx RedHat"
        },
        {
            "/etc/os-release|NAME=\"CentOS Linux\"\nVERSION=\"7 (Core)\"\nID=\"centos\"\nVERSION_ID=\"7\"\n",
            "/etc/redhat-release|CentOS Linux release 7.9.2009 (Core)\n",
            "CentOS 7.9 7 Core RedHat"
        },
        {
            "/etc/os-release|NAME=\"Red Hat Enterprise Linux\"\nVERSION=\"8.6 (Ootpa)\"\nID=\"rhel\"\nVERSION_ID=\"8.6\"\n",
            "/etc/redhat-release|Red Hat Enterprise Linux release 8.6 (Ootpa)\n",
            "RedHat 8.6 8 Ootpa RedHat"
        },
        {
            "/etc/os-release|NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.18.4\nPRETTY_NAME=\"Alpine Linux v3.18\"\n",
            "/etc/alpine-release|3.18.4\n",
            "Alpine 3.18.4 3 NA Alpine"
        },
        {
            "/etc/os-release|NAME=\"openSUSE Leap\"\nVERSION=\"15.5\"\nID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\nVERSION_ID=\"15.5\"\nPRETTY_NAME=\"openSUSE Leap 15.5\"\n",
            "/etc/zypp/zypp.conf|\n",
            "openSUSE_Leap 15.5 15 5 Suse"
        },
        {
            "/etc/os-release|NAME=\"Amazon Linux\"\nVERSION=\"2023\"\nID=\"amzn\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"2023\"\nPRETTY_NAME=\"Amazon Linux 2023\"\n",
            "/etc/system-release|Amazon Linux release 2023 (Amazon Linux)\n",
            "Amazon 2023 2023 Amazon_Linux RedHat"
        },
        {
            "/etc/os-release|NAME=\"Arch Linux\"\nID=arch\nPRETTY_NAME=\"Arch Linux\"\n",
            "/etc/arch-release|",
            "Archlinux NA NA NA Archlinux"
        },
    };

    [Theory, MemberData(nameof(Releases))]
    public async Task Release_files_tell_what_a_host_is(string first, string second, string expected)
    {
        var host = new RecordedHost();
        foreach (var file in (string[])[first, second]) host.File(file.Split('|', 2)[0], file.Split('|', 2)[1]);

        var result = await host.RunAsync("setup", new MapBuilder { { "gather_subset", (string[])["!all", "!min", "distribution"] } });

        var facts = result.Values.Map("ansible_facts") ?? MapData.Empty;
        var told = ((string[])["distribution", "distribution_version", "distribution_major_version", "distribution_release", "os_family"])
            .Select(name => (facts.Text("ansible_" + name) ?? "").Replace(' ', '_'));
        Assert.Equal(expected, string.Join(' ', told));
    }
}
