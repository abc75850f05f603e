using Plumb.Operations.Data;

namespace Plumb.Operations.Tests.Services;

public class ServiceTests
{
    private readonly RecordedHost _systemd = new RecordedHost().File("/proc/1/comm", "systemd\n").Program("systemctl")
        .Prints("systemctl show nginx", "Id=nginx.service\nLoadState=loaded\nActiveState=inactive\nExecStart={ path=/usr/sbin/nginx ;\n argv[]=x }\nRestart=no\n")
        .Prints("systemctl is-enabled nginx -l", "disabled\n\f1").Prints("systemctl enable nginx", "").Prints("systemctl start nginx", "");

    [Fact]
    public async Task A_unit_is_enabled_and_started_where_it_is_not()
    {
        var result = await _systemd.RunAsync("service", new MapBuilder { { "name", "nginx" }, { "enabled", true }, { "state", "started" } });

        Assert.True(result.Changed, result.Message);
        Assert.Equal(["systemctl show nginx", "systemctl is-enabled nginx -l", "systemctl enable nginx", "systemctl start nginx"], _systemd.Started);
        Assert.Equal("{ path=/usr/sbin/nginx ;\n argv[]=x }", result.Values.Map("status")?.Text("ExecStart"));
        Assert.Equal("no", result.Values.Map("status")?.Text("Restart"));
    }

    [Fact]
    public async Task A_check_only_looks()
    {
        Assert.True((await _systemd.RunAsync("systemd_service", new MapBuilder { { "name", "nginx" }, { "state", "restarted" }, { "daemon_reload", true } }, check: true)).Changed);
        Assert.Equal(["systemctl show nginx"], _systemd.Started);
    }

    [Theory]
    [InlineData("nginx is running.\n\f0", "stopped", "service nginx stop")]
    [InlineData("nginx is not running ... failed!\n\f3", "started", "service nginx start")]
    [InlineData("nginx is running.\n\f0", "started", null)]
    [InlineData("nginx is running.\n\f0", "reloaded", "service nginx reload")]
    public async Task An_init_script_is_asked_and_run(string status, string state, string? expected)
    {
        var host = new RecordedHost().File("/proc/1/comm", "init\n").File("/etc/init.d/nginx", "#!/bin/sh\n", 0x1ED)
            .Prints("service nginx status", status).Prints("service nginx start", "").Prints("service nginx stop", "").Prints("service nginx reload", "");

        var result = await host.RunAsync("service", new MapBuilder { { "name", "nginx" }, { "state", state }, { "use", "service" } });

        Assert.Equal(expected is not null, result.Changed);
        Assert.Equal(expected, host.Started.Skip(1).SingleOrDefault());
    }

    [Fact]
    public async Task OpenRc_is_told_of_a_crash_before_a_start()
    {
        var host = new RecordedHost().File("/sbin/openrc", "").File("/proc/1/comm", "init\n").Prints("rc-service web status", " * status: crashed\f32\f * status: crashed\n")
            .Prints("rc-service web zap", "").Prints("rc-service web start", "").Prints("rc-update show", "  web |\n").Prints("rc-update add web default", "");

        var result = await host.RunAsync("service", new MapBuilder { { "name", "web" }, { "state", "started" }, { "enabled", true } });

        Assert.True(result.Changed, result.Message);
        Assert.Equal(["rc-update show", "rc-update add web default", "rc-service web status", "rc-service web zap", "rc-service web start"], host.Started);
    }
}
