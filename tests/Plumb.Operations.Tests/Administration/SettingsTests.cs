using Plumb.Operations.Administration;
using Plumb.Operations.Administration.Mounts;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests.Administration;

public class SettingsTests
{
    [Fact]
    public void A_kernel_setting_keeps_its_place_and_loses_its_double()
    {
        const string Text = "# kernel\nvm.swappiness = 60\nnet.a=1\nvm.swappiness=10\n";

        Assert.Equal("10", new SysctlFile(Text)["vm.swappiness"]);
        Assert.Equal("# kernel\nvm.swappiness=5\nnet.a=1\n", new SysctlFile(Text).With("vm.swappiness", "5"));
        Assert.Equal("# kernel\nnet.a=1\n", new SysctlFile(Text).With("vm.swappiness", null));
    }

    [Fact]
    public void A_mount_is_changed_in_its_place_and_other_lines_stay()
    {
        const string Table = "# <file system>\nUUID=1 / ext4 defaults 0 1\n/dev/sdb /mnt/a\\040b ext4 defaults 0 0\n/dev/sdc none swap sw 0 0\n";
        var line = new MountLine("/dev/sdb", "/mnt/a b", "ext4", "noatime", "0", "2");

        Assert.Equal(Table.Replace("/dev/sdb /mnt/a\\040b ext4 defaults 0 0", "/dev/sdb /mnt/a\\040b ext4 noatime 0 2", StringComparison.Ordinal), FileSystemTable.Set(Table, line));
        Assert.Equal(Table, FileSystemTable.Set(Table, line with { Options = "defaults", Pass = "0" }));
        Assert.Equal(Table, FileSystemTable.Remove(Table, "none", "/dev/sdd"));
        Assert.DoesNotContain("sdb", FileSystemTable.Remove(Table, "/mnt/a b", null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_is_asked_to_remember_sees_the_users_of_earlier_tasks()
    {
        var host = new RecordedHost().File("/etc/passwd", "root:x:0:0::/root:/bin/sh\n").File("/etc/group", "root:x:0:\n").Program("useradd").Program("getent");
        var runner = new OperationRunner(host.Host, OperationTable.Builtin);

        var first = await RunAsync("user", new MapBuilder { { "name", "deploy" } });
        var second = await RunAsync("user", new MapBuilder { { "name", "deploy" }, { "create_home", false } });

        Assert.True(first.Changed);
        Assert.False(second.Changed, second.Message);

        async Task<OperationResult> RunAsync(string name, MapBuilder arguments) => await runner.RunAsync(
            new OperationRequest(name, arguments.Build()) { Check = true, CheckRemembers = true }, OperationEvents.None, TestContext.Current.CancellationToken);
    }
}
