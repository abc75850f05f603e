using Plumb.Engine.Planning.Model;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Tests;

public sealed class ContainerTests(PodmanEngine engine) : DockerTest(engine)
{
    [Fact]
    public async Task All_containers_are_listed_running_or_not()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_container" "c" {
              name     = "NAME"
              image    = "IMAGE"
              command  = ["true"]
              must_run = false
              attach   = true
              labels {
                label = "kind"
                value = "test"
              }
            }
            data "docker_containers" "all" { depends_on = [docker_container.c] }
            output "mine" { value = [for c in data.docker_containers.all.containers : "${c.state} ${c.labels.kind} ${c.image} ${c.created > 1600000000}" if c.id == docker_container.c.id && contains(c.names, "/NAME")][0] }
            """), Cancellation);
        Assert.Contains($"exited test {PodmanEngine.Image} true", Docker.Output("mine").ToString(), StringComparison.Ordinal);
        await Docker.DestroyAsync(Cancellation);
    }

    private const string Sleeper = """
        resource "docker_container" "c" {
          name    = "NAME"
          image   = "IMAGE"
          command = ["sleep", "1000"]
          MORE
        }
        """;

    private string Sleeping(string more = "") => Config(Sleeper.Replace("MORE", more, StringComparison.Ordinal));

    [Fact]
    public async Task A_container_runs_until_it_is_destroyed()
    {
        await Docker.ApplyAsync(Sleeping(), Cancellation);
        var id = Docker.Attribute("docker_container.c", "id") ?? "";
        var found = await Engine.Containers.FindAsync(id, Cancellation);
        Assert.True(found?.State.Running);
        Assert.Equal("/" + Name, found?.Name);
        Assert.Contains("ip_address = \"10.", Docker.Attribute("docker_container.c", "network_data"), StringComparison.Ordinal);
        Assert.Null(Docker.Attribute("docker_container.c", "exit_code"));
        await Docker.DestroyAsync(Cancellation);
        Assert.Null(await Engine.Containers.FindAsync(id, Cancellation));
    }

    [Fact]
    public async Task Its_arguments_reach_the_engine()
    {
        await Docker.ApplyAsync(Sleeping("""
            env          = ["A=1", "B=x=y"]
            hostname     = "inside"
            user         = "0:0"
            working_dir  = "/bin"
            memory       = 64
            cpu_shares   = 512
            restart      = "on-failure"
            max_retry_count = 2
            dns          = ["10.0.0.53"]
            shm_size     = 32
            stop_signal  = "SIGINT"
            stop_timeout = 3
            privileged   = false
            group_add    = ["7"]
            tmpfs        = { "/scratch" = "size=1m" }
            sysctls      = { "net.ipv4.ip_forward" = "1" }
            labels {
              label = "one"
              value = "1"
            }
            ports {
              internal = 80
              external = 18980
              ip       = "127.0.0.1"
            }
            capabilities {
              add  = ["NET_ADMIN"]
              drop = ["MKNOD"]
            }
            host {
              host = "other"
              ip   = "10.0.0.9"
            }
            healthcheck {
              test     = ["CMD", "true"]
              interval = "1m30s"
              retries  = 2
            }
            ulimit {
              name = "nofile"
              soft = 100
              hard = 200
            }
            ulimit {
              name = "nproc"
              soft = 100
              hard = 200
            }
            mounts {
              type   = "volume"
              source = "NAMEv"
              target = "/data"
            }
            """.Replace("NAME", Name, StringComparison.Ordinal)), Cancellation);
        var found = await Engine.Containers.FindAsync(Name, Cancellation);
        Assert.NotNull(found);
        var (config, host) = (found.Config, found.HostConfig);
        Assert.Contains("B=x=y", config.Env ?? []);
        Assert.Equal("inside", config.Hostname);
        Assert.Equal("0:0", config.User);
        Assert.Equal("/bin", config.WorkingDir);
        Assert.Equal("1", config.Labels?["one"]);
        Assert.Equal(90_000_000_000, config.Healthcheck?.Interval);
        Assert.Equal(64 * 1024 * 1024, host.Memory);
        Assert.Equal(512, host.CpuShares);
        Assert.Equal(2, host.RestartPolicy?.MaximumRetryCount);
        Assert.Equal(["10.0.0.53"], host.Dns ?? []);
        Assert.Equal(32 * 1024 * 1024, host.ShmSize);
        Assert.Contains("other:10.0.0.9", host.ExtraHosts ?? []);
        Assert.Contains(host.CapAdd ?? [], c => c.EndsWith("NET_ADMIN", StringComparison.Ordinal));
        Assert.Equal("18980", found.NetworkSettings?.Ports?["80/tcp"]?[0].HostPort);
        Assert.Contains(host.Ulimits ?? [], u => u is { Soft: 100, Hard: 200 });
        await Docker.DestroyAsync(Cancellation);
        await Engine.Client.DeleteAsync(new Query($"/volumes/{Name}v"), Cancellation);
    }

    [Fact]
    public async Task A_container_that_stopped_is_started_again()
    {
        await Docker.ApplyAsync(Sleeping("ports {\n  internal = 80\n}"), Cancellation);
        var id = Docker.Attribute("docker_container.c", "id");
        await Engine.Containers.StopAsync(Name, 0, Cancellation);
        var plan = await Docker.PlanAsync(Docker.Configuration ?? "", Cancellation);
        Assert.Equal(ChangeAction.Update, plan.Action("docker_container.c"));
        await Docker.ApplyAsync(Docker.Configuration ?? "", Cancellation);
        Assert.Equal(id, Docker.Attribute("docker_container.c", "id"));
        Assert.True((await Engine.Containers.FindAsync(Name, Cancellation))?.State.Running);
    }

    [Fact]
    public async Task A_container_that_was_not_to_start_starts_when_it_is_to()
    {
        await Docker.ApplyAsync(Sleeping("start = false"), Cancellation);
        Assert.False((await Engine.Containers.FindAsync(Name, Cancellation))?.State.Running);
        await Docker.ApplyAsync(Sleeping(), Cancellation);
        Assert.True((await Engine.Containers.FindAsync(Name, Cancellation))?.State.Running);
    }

    [Fact]
    public async Task A_container_that_need_not_run_is_left_alone_when_it_ends()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_container" "c" {
              name     = "NAME"
              image    = "IMAGE"
              command  = ["sh", "-c", "exit 4"]
              must_run = false
            }
            """), Cancellation);
        await Engine.Containers.WaitAsync(Name, untilGone: false, Cancellation);
        Assert.True((await Docker.PlanAsync(Docker.Configuration ?? "", Cancellation)).IsEmpty);
    }

    [Fact]
    public async Task A_container_that_somebody_removed_is_made_again()
    {
        await Docker.ApplyAsync(Sleeping(), Cancellation);
        await Engine.Containers.RemoveAsync(Name, withVolumes: true, Cancellation);
        Assert.Equal(ChangeAction.Create, (await Docker.PlanAsync(Docker.Configuration ?? "", Cancellation)).Action("docker_container.c"));
    }

    [Fact]
    public async Task What_cannot_change_in_place_makes_another_container()
    {
        await Docker.ApplyAsync(Sleeping("ports {\n  internal = 80\n}\nmemory = 64"), Cancellation);
        Assert.Equal(["env"], (await Docker.PlanAsync(Sleeping("ports {\n  internal = 80\n}\nmemory = 64\nenv = [\"A=1\"]"), Cancellation)).ReplacedBy("docker_container.c"));
        Assert.Contains("ports", (await Docker.PlanAsync(Sleeping("memory = 64"), Cancellation)).ReplacedBy("docker_container.c"));
        Assert.Contains("ports[0].internal", (await Docker.PlanAsync(Sleeping("ports {\n  internal = 81\n}\nmemory = 64"), Cancellation)).ReplacedBy("docker_container.c"));
        // A limit can be changed, and not lifted.
        Assert.Equal(["memory"], (await Docker.PlanAsync(Sleeping("ports {\n  internal = 80\n}"), Cancellation)).ReplacedBy("docker_container.c"));
        var larger = await Docker.PlanAsync(Sleeping("ports {\n  internal = 80\n}\nmemory = 128"), Cancellation);
        Assert.Equal(ChangeAction.Update, larger.Action("docker_container.c"));
        Assert.Equal(ChangeAction.Update, (await Docker.PlanAsync(Sleeping("ports {\n  internal = 80\n}\nmemory = 64\nrestart = \"always\""), Cancellation)).Action("docker_container.c"));
        Assert.Equal(ChangeAction.Update, (await Docker.PlanAsync(Sleeping("ports {\n  internal = 80\n}\nmemory = 64\ndestroy_grace_seconds = 5"), Cancellation)).Action("docker_container.c"));
    }

    [Fact]
    public async Task What_concerns_the_provider_alone_changes_without_the_engine()
    {
        await Docker.ApplyAsync(Sleeping(), Cancellation);
        await Docker.ApplyAsync(Sleeping("destroy_grace_seconds = 1\nremove_volumes = false"), Cancellation);
        Assert.Equal("1", Docker.Attribute("docker_container.c", "destroy_grace_seconds"));
    }

    [Fact]
    public async Task An_attached_container_gives_its_exit_code_and_logs()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_container" "c" {
              name     = "NAME"
              image    = "IMAGE"
              command  = ["sh", "-c", "echo out; cat /etc/greeting; echo err >&2; exit 3"]
              attach   = true
              logs     = true
              must_run = false
              upload {
                file        = "/etc/greeting"
                content     = "hello\n"
                permissions = "0600"
              }
            }
            data "docker_logs" "c" {
              name       = docker_container.c.name
              depends_on = [docker_container.c]
            }
            output "lines" {
              value = data.docker_logs.c.logs_list_string
            }
            """), Cancellation);
        Assert.Equal("3", Docker.Attribute("docker_container.c", "exit_code"));
        Assert.Contains("out\nhello\n", Docker.Attribute("docker_container.c", "container_logs"), StringComparison.Ordinal);
        Assert.Contains("\"hello\"", Docker.Output("lines").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_removes_itself_is_made_again()
    {
        var config = Config("""
            resource "docker_container" "c" {
              name     = "NAME"
              image    = "IMAGE"
              command  = ["true"]
              attach   = true
              rm       = true
              must_run = false
            }
            """);
        await Docker.ApplyOnceAsync(config, Cancellation);
        Assert.Equal(ChangeAction.Create, (await Docker.PlanAsync(config, Cancellation)).Action("docker_container.c"));
    }

    [Fact]
    public async Task An_imported_container_is_as_its_configuration_says()
    {
        await Docker.ApplyAsync(Sleeping("""
            env    = ["A=1"]
            memory = 64
            dns    = ["10.0.0.53"]
            labels {
              label = "one"
              value = "1"
            }
            ports {
              internal = 80
              external = 18981
            }
            """), Cancellation);
        await Docker.ImportAsync("docker_container.c", Docker.Attribute("docker_container.c", "id") ?? "", cancellation: Cancellation);
    }

    [Fact]
    public async Task A_container_taken_out_of_a_network_is_replaced()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_network" "a" {
              name = "NAMEa"
            }
            resource "docker_network" "b" {
              name = "NAMEb"
            }
            resource "docker_container" "c" {
              name    = "NAME"
              image   = "IMAGE"
              command = ["sleep", "1000"]
              networks_advanced {
                name    = docker_network.a.id
                aliases = ["web"]
              }
              networks_advanced {
                name = docker_network.b.name
              }
            }
            """), Cancellation);
        Assert.Equal(2, (await Engine.Containers.FindAsync(Name, Cancellation))?.NetworkSettings?.Networks?.Count);
        using (await Engine.Client.SendAsync(HttpMethod.Post, new Query($"/networks/{Name}b/disconnect"), null, new StringContent($"{{\"Container\":\"{Name}\",\"Force\":true}}", null, "application/json"), Cancellation))
        {
        }
        Assert.True((await Docker.PlanAsync(Docker.Configuration ?? "", Cancellation)).Replaces("docker_container.c"));
    }

    [Fact]
    public async Task What_the_engine_refuses_is_told()
    {
        var missing = await Docker.FailsAsync(Config("""
            resource "docker_container" "c" {
              name  = "NAME"
              image = "localhost/nothing:1"
            }
            """), "Unable to create docker_container", Cancellation);
        Assert.Contains("localhost/nothing:1", missing.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_health_needs_a_health_check()
    {
        var refusal = await Docker.FailsAsync(Sleeping("wait = true"), "Unable to create docker_container", Cancellation);
        Assert.Contains("no health check", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_checked_before_anything_is_made()
    {
        await Docker.FailsAsync(Sleeping("restart = \"sometimes\""), "Invalid Attribute Value", Cancellation);
        await Docker.FailsAsync(Sleeping("healthcheck {\n  interval = \"soon\"\n}"), "Invalid Attribute Value", Cancellation);
        await Docker.FailsAsync(Sleeping("memory = -5"), "Invalid Attribute Value", Cancellation);
        Assert.Null(await Engine.Containers.FindAsync(Name, Cancellation));
    }
}
