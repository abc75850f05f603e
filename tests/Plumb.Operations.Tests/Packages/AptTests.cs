using Plumb.Operations.Data;
using Plumb.Operations.Packages.Apt;
using Plumb.Operations.Packages.Repositories;

namespace Plumb.Operations.Tests.Packages;

public class AptTests
{
    private const string Status = """
        Package: curl
        Status: install ok installed
        Architecture: amd64
        Version: 7.88.1-10+deb12u5

        Package: old
        Status: deinstall ok config-files
        Architecture: all
        Version: 1.0


        """;

    private readonly RecordedHost _host = new RecordedHost().File("/var/lib/dpkg/status", Status).File("/var/lib/dpkg/arch", "amd64\ni386\n")
        .Program("apt-get").Program("apt-cache").Program("apt-mark")
        .Prints("apt-cache policy curl", "curl:\n  Installed: 7.88.1-10+deb12u5\n  Candidate: 7.88.1-10+deb12u8\n  Version table:\n     7.88.1-10+deb12u8 500\n        500 http://d bookworm/main\n *** 7.88.1-10+deb12u5 100\n        100 /var/lib/dpkg/status\n")
        .Prints("apt-cache policy vim", "vim:\n  Installed: (none)\n  Candidate: 2:9.0-2\n  Version table:\n     2:9.0-2 500\n        500 http://d bookworm/main\n");

    [Theory]
    [InlineData("curl")]
    [InlineData("curl:amd64")]
    [InlineData("curl=7.88.1-10+deb12u5")]
    [InlineData("curl>=7.50")]
    public async Task A_package_that_is_there_starts_no_program(string name)
    {
        var result = await _host.RunAsync("apt", new MapBuilder { { "name", name } });

        Assert.False(result.Changed, result.Message);
        Assert.Empty(_host.Started);
    }

    [Theory]
    [InlineData("vim", "present", "vim=2:9.0-2")]
    [InlineData("curl", "latest", "curl=7.88.1-10+deb12u8")]
    [InlineData("curl=7.88.1-10+deb12u8", "present", "curl=7.88.1-10+deb12u8")]
    public async Task What_is_missing_is_installed_in_the_version_that_apt_prefers(string name, string state, string expected)
    {
        await _host.RunAsync("apt", new MapBuilder { { "name", name }, { "state", state } });

        Assert.EndsWith($" install {expected}", _host.Started[^1], StringComparison.Ordinal);
        Assert.StartsWith("apt-get -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold ", _host.Started[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch", "No package matching 'nosuch' is available")]
    [InlineData("curl=9*", "no available installation candidate for curl=9*")]
    public async Task What_is_not_available_fails(string name, string message)
    {
        _host.Prints("apt-cache policy nosuch", "");

        Assert.Equal(message, (await _host.RunAsync("apt", new MapBuilder { { "name", name } })).Message);
    }

    [Fact]
    public async Task A_check_only_simulates()
    {
        _host.Prints("apt-get -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=60 --simulate install vim=2:9.0-2", "Inst vim\n");

        var result = await _host.RunAsync("apt", new MapBuilder { { "name", "vim" } }, check: true);

        Assert.True(result.Changed, result.Message);
        Assert.All(_host.Started, command => Assert.True(command.Contains("--simulate", StringComparison.Ordinal) || command.StartsWith("apt-cache", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Files_that_are_left_of_a_package_only_go_when_it_is_purged()
    {
        Assert.False((await _host.RunAsync("apt", new MapBuilder { { "name", "old" }, { "state", "absent" } })).Changed);
        Assert.Empty(_host.Started);
        await _host.RunAsync("apt", new MapBuilder { { "name", "old" }, { "state", "absent" }, { "purge", true } });
        Assert.EndsWith(" --purge remove old", _host.Started[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0", "1.0", 0)]
    [InlineData("1.0~rc1", "1.0", -1)]
    [InlineData("1.0-1", "1.0-1+b1", -1)]
    [InlineData("2:1.0", "1:9.9", 1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("1.0a", "1.0+", -1)]
    [InlineData("0:1.007", "1.7", 0)]
    public void Versions_are_ordered_as_dpkg_orders_them(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(DebianVersion.Compare(left, right)));
        Assert.Equal(-expected, Math.Sign(DebianVersion.Compare(right, left)));
    }

    [Theory]
    [InlineData("deb [arch=amd64] https://u:p@x.example.com/a/b stable main", "x_example_com_a_b.list")]
    [InlineData("deb-src http://deb.debian.org/debian bookworm main", "deb_debian_org_debian.list")]
    public void A_file_of_sources_is_named_after_the_address(string source, string expected) => Assert.Equal(expected, AptSources.FileNameFor(source, null));

    [Fact]
    public async Task A_source_that_is_switched_off_is_switched_on_where_it_stands()
    {
        _host.File("/etc/apt/sources.list", "# deb http://d bookworm main # theirs\ndeb http://e x y\n");

        var result = await _host.RunAsync("apt_repository", new MapBuilder { { "repo", "deb http://d  bookworm main" }, { "update_cache", false } });

        Assert.True(result.Changed, result.Message);
        Assert.Equal("deb http://d bookworm main # theirs\ndeb http://e x y\n", _host.Read("/etc/apt/sources.list"));
    }
}
