using System.Diagnostics;
using System.Formats.Tar;
using System.Text.Json;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Containers;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Docker.Tests;

[assembly: AssemblyFixture(typeof(PodmanEngine))]

namespace Plumb.Provider.Docker.Tests;

/// <summary>
/// A podman of the tests' own that speaks Docker's interface: with storage in a temporary folder, in mount, network and
/// process namespaces of its own, so that killing its first process leaves nothing behind. Its one image is a static
/// busybox, so that no registry is needed.
/// </summary>
public sealed class PodmanEngine : IAsyncLifetime
{
    public const string Image = "localhost/tiny:1";

    /// <summary>crun takes no machine that has both kinds of cgroups, and no limits above the present ones.</summary>
    private const string Script = """
        umount /sys/fs/cgroup/unified 2>/dev/null
        ip link set lo up
        mkdir -p "$1/net" "$1/loads"
        cat > "$1/containers.conf" <<END
        [engine]
        cgroup_manager="cgroupfs"
        events_logger="file"
        runtime="crun"
        [network]
        network_backend="netavark"
        [containers]
        default_ulimits=["nofile=1024:1024","nproc=1024:1024"]
        log_driver="k8s-file"
        END
        cat > "$1/registries.conf" <<END
        [[registry]]
        location = "$2"
        insecure = true
        END
        export CONTAINERS_CONF="$1/containers.conf" CONTAINERS_REGISTRIES_CONF="$1/registries.conf" TMPDIR="$1/loads"
        for way in "addr: $2" "{ net: unix, addr: $1/registry.sock }"; do
          case "$way" in addr*) file="$1/tcp.yml"; http="{ $way }" ;; *) file="$1/unix.yml"; http="$way" ;; esac
          printf 'version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: %s/registry }, delete: { enabled: true } }\nhttp: %s\n' "$1" "$http" > "$file"
          if command -v docker-registry > /dev/null; then docker-registry serve "$file" > "$file.log" 2>&1 & fi
        done
        exec podman --root "$1/lib" --runroot "$1/run" --tmpdir "$1/tmp" --network-config-dir "$1/net" --storage-driver vfs system service --time=0 "unix://$1/podman.sock"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-podman-").FullName;
    private readonly UnixForwarder _registry;
    private Process? _process;
    private EngineClient? _client;
    private string? _reason = "podman has not been started";

    public PodmanEngine() => _registry = new UnixForwarder(Path.Combine(_folder, "registry.sock"));

    /// <summary>
    /// A registry that the engine and the tests reach under one name. It runs twice over the same files: beside the engine, which has a
    /// network of its own, and on a socket in a folder for everyone else.
    /// </summary>
    public string Registry => _registry.Address;

    public string Host => $"unix://{_folder}/podman.sock";

    internal EngineClient Client => _client ?? throw new InvalidOperationException("The engine is not there.");

    internal ContainerRequests Containers => new(Client);

    /// <summary>A block for configurations.</summary>
    public string Provider => $"provider \"docker\" {{\n  host = \"{Host}\"\n  registry_auth {{\n    address = \"http://{Registry}\"\n  }}\n}}\n";

    /// <summary>Skips the test where there is no podman or it cannot run containers.</summary>
    public void Need() => Assert.SkipWhen(_reason is not null, _reason ?? "");

    /// <summary>Skips the test where there is no registry either.</summary>
    public void NeedRegistry()
    {
        Need();
        Assert.SkipUnless(IsInstalled("docker-registry"), "docker-registry is not installed");
    }

    public async ValueTask InitializeAsync()
    {
        _reason = Missing();
        if (_reason is not null) return;
        try
        {
            _process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c", Script, "bash", _folder, Registry])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            });
            _client = new EngineClient(EngineEndpoint.Parse(Host, null, "host").CreateHandler(), new Uri("http://docker"));
            await UntilThereAsync(_client);
            await ImportImageAsync(_client);
            await TryAsync();
        }
        catch (Exception e) when (e is EngineException or TimeoutException or IOException)
        {
            _reason = $"podman cannot run containers here: {e.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null && _reason is null) await RemoveAllAsync();
        _client?.Dispose();
        await _registry.DisposeAsync();
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        if (_reason is null) RemoveGroups();
        for (var attempt = 0; Directory.Exists(_folder) && attempt < 20; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>The groups of processes that containers and their monitors were in stay behind empty; they go unless another podman uses them.</summary>
    private static void RemoveGroups()
    {
        foreach (var folder in Directory.EnumerateDirectories("/sys/fs/cgroup").Select(controller => Path.Combine(controller, "libpod_parent")).Where(Directory.Exists))
        {
            // Longer paths are further inside.
            foreach (var group in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder).OrderByDescending(path => path.Length))
            {
                try
                {
                    // The files of a group are the kernel's and no hindrance.
                    Directory.Delete(group);
                }
                catch (IOException)
                {
                    // It is in use.
                }
            }
        }
    }

    private static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return "podman is tested as root on Linux";
        var missing = new[] { "podman", "crun", "unshare", "busybox" }.Where(p => !IsInstalled(p)).ToList();
        if (missing.Count > 0) return $"not installed: {string.Join(", ", missing)}";
        return File.Exists("/usr/lib/podman/netavark") ? null : "netavark is not installed";
    }

    internal static bool IsInstalled(string program) => Find(program) is not null;

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);

    private async Task UntilThereAsync(EngineClient client)
    {
        var began = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await client.PingAsync(CancellationToken.None);
                return;
            }
            catch (EngineException) when (began.Elapsed < TimeSpan.FromSeconds(60) && _process is { HasExited: false })
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task ImportImageAsync(EngineClient client)
    {
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            await tar.WriteEntryAsync(Find("busybox") ?? "busybox", "bin/busybox");
            foreach (var name in new[] { "sh", "sleep", "cat", "echo", "true", "false" })
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + name) { LinkName = "busybox" });
        }
        archive.Position = 0;
        using var response = await client.SendArchiveAsync(HttpMethod.Post, new Query("/images/create").With("fromSrc", "-"), archive, null, CancellationToken.None);
        using var made = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var id = made.RootElement.GetProperty("status").GetString() ?? "";
        await client.PostAsync(new Query($"/images/{id}/tag").With("repo", "localhost/tiny").With("tag", "1"), CancellationToken.None);
    }

    private async Task TryAsync()
    {
        var id = await Containers.CreateAsync("trial", null, new ContainerSpec { Image = Image, Cmd = ["true"] }, CancellationToken.None);
        await Containers.StartAsync(id, CancellationToken.None);
        await Containers.WaitAsync(id, untilGone: false, CancellationToken.None);
        await Containers.RemoveAsync(id, withVolumes: true, CancellationToken.None);
    }

    /// <summary>Containers that a failed test left would leave their groups of processes behind.</summary>
    private async Task RemoveAllAsync()
    {
        using var response = await Client.SendAsync(HttpMethod.Get, new Query("/containers/json").With("all", true), null, null, CancellationToken.None);
        using var list = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        foreach (var container in list.RootElement.EnumerateArray())
            await Containers.RemoveAsync(container.GetProperty("Id").GetString() ?? "", withVolumes: true, CancellationToken.None);
    }
}
