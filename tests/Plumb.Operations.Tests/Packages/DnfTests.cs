using Plumb.Operations.Data;

namespace Plumb.Operations.Tests.Packages;

public class DnfTests
{
    private const string All = "rpm -qa --qf %{NAME}-%{EPOCHNUM}:%{VERSION}-%{RELEASE}.%{ARCH}\\n";
    private readonly RecordedHost _host = new RecordedHost().Program("dnf").Prints("rpm -q --whatprovides nano", "nano-1.0-1.x86_64\n").Prints(All, "nano-0:1.0-1.x86_64\n");

    [Fact]
    public async Task A_package_that_is_there_is_left_alone()
    {
        var result = await _host.RunAsync("dnf", new MapBuilder { { "name", "nano" } });
        Assert.Equal("ok: Nothing to do", OperationTrial.Summary(result));
        Assert.DoesNotContain(_host.Started, s => s.StartsWith("dnf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_package_is_installed_with_the_repositories_that_were_asked_for()
    {
        _host.Prints("dnf --disablerepo=* --enablerepo=epel -y install vim", "");
        var result = await _host.RunAsync("dnf", new MapBuilder { { "name", "vim" }, { "enablerepo", "epel" }, { "disablerepo", "*" } });
        Assert.False(result.Failed, result.Message);
        Assert.Contains("dnf --disablerepo=* --enablerepo=epel -y install vim", _host.Started);
    }

    [Fact]
    public async Task A_check_asks_the_program_what_it_would_do()
    {
        _host.Prints("dnf --assumeno remove nano", "Transaction Summary\f1\fOperation aborted.\n");
        var result = await _host.RunAsync("dnf", new MapBuilder { { "name", "nano" }, { "state", "absent" } }, check: true);
        Assert.True(result.Changed, result.Message);
    }

    [Fact]
    public async Task What_the_program_says_is_the_reason_of_a_failure()
    {
        _host.Prints("dnf -y install nope", "\f1\fLast check: now\nError: Unable to find a match: nope\n");
        var result = await _host.RunAsync("dnf", new MapBuilder { { "name", "nope" } });
        Assert.Equal("failed: Error: Unable to find a match: nope", OperationTrial.Summary(result));
    }

    [Fact]
    public async Task A_repository_is_a_section_of_a_file_and_the_file_goes_with_the_last()
    {
        _host.Folder("/etc/yum.repos.d");
        MapBuilder Epel(string state) => new() { { "name", "epel" }, { "description", "EPEL" }, { "baseurl", DataValue.Of(["http://a/", "http://b/"]) }, { "gpgcheck", true }, { "state", state } };
        Assert.True((await _host.RunAsync("yum_repository", Epel("present"))).Changed);
        Assert.Equal("[epel]\nbaseurl = http://a/\n\thttp://b/\ngpgcheck = 1\nname = EPEL\n\n", _host.Read("/etc/yum.repos.d/epel.repo"));
        Assert.False((await _host.RunAsync("yum_repository", Epel("present"))).Changed);
        Assert.True((await _host.RunAsync("yum_repository", Epel("absent"))).Changed);
        Assert.Null(_host.Host.Files.Status("/etc/yum.repos.d/epel.repo", follow: false));
    }

    [Fact]
    public async Task A_key_of_rpm_is_removed_by_its_number()
    {
        _host.Program("gpg").Prints("rpm -q gpg-pubkey --qf %{description}", "KEY").Prints("gpg --no-tty --batch --with-colons --fixed-list-mode -", "pub:-:4096:1:24C6A8A7F4A80EB5:1:::-:\n")
            .Prints("rpm --erase --allmatches gpg-pubkey-f4a80eb5", "");
        var result = await _host.RunAsync("rpm_key", new MapBuilder { { "key", "0xF4A80EB5" }, { "state", "absent" } });
        Assert.True(result.Changed, result.Message);
        Assert.False((await _host.RunAsync("rpm_key", new MapBuilder { { "key", "F4A80EB5" } })).Changed);
    }
}
