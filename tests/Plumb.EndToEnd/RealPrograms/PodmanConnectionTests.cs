using Plumb.EndToEnd.Plays;

namespace Plumb.EndToEnd.RealPrograms;

/// <summary>Plays on a container of a real podman, with storage and namespaces of its own and an image that is a static busybox.</summary>
public sealed class PodmanConnectionTests : IDisposable
{
    // crun takes no machine that has both kinds of cgroups, and no limits above the present ones.
    private const string Script = """
        umount /sys/fs/cgroup/unified 2>/dev/null
        ip link set lo up
        mkdir -p "$1/net" "$1/image/bin" "$1/image/etc" "$1/image/root" "$1/image/tmp" "$1/image/srv"
        printf '[engine]\ncgroup_manager="cgroupfs"\nevents_logger="file"\nruntime="crun"\n[network]\nnetwork_backend="netavark"\n[containers]\ndefault_ulimits=["nofile=1024:1024","nproc=1024:1024"]\nlog_driver="k8s-file"\n' > "$1/containers.conf"
        export CONTAINERS_CONF="$1/containers.conf"
        cp "$(command -v busybox)" "$1/image/bin/busybox"
        for name in sh sleep cat id ls mkdir chmod rm uname head tr dd mv wc test true; do ln -s busybox "$1/image/bin/$name"; done
        echo 'root:x:0:0:root:/root:/bin/sh' > "$1/image/etc/passwd"; echo 'root:x:0:' > "$1/image/etc/group"
        engine="--root $1/lib --runroot $1/run --tmpdir $1/tmp --network-config-dir $1/net --storage-driver vfs"
        tar -C "$1/image" -c . | podman $engine import - localhost/plumb:1 >/dev/null && podman $engine run -d --name box --network none localhost/plumb:1 sleep 3000 >/dev/null || { echo "no container can be started"; exit 77; }
        printf 'box ansible_connection=podman ansible_podman_extra_args="%s"\n' "$engine" > "$1/hosts"
        shift; "$@"; code=$?
        podman $engine rm -f -t 0 box >/dev/null
        exit $code
        """;

    private readonly LocalSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void A_container_that_has_no_more_than_a_shell_is_a_host()
    {
        string[] missing = [.. ((string[])["podman", "crun", "unshare", "busybox"]).Where(p => !LocalSite.Has(p))];
        Assert.SkipWhen(missing.Length > 0, $"not installed: {string.Join(", ", missing)}");
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "containers are made as root on Linux");
        if (NamespaceHosts.Executor is { } executor) _site.With("PLUMB_EXECUTOR", executor);
        else Assert.SkipUnless(Environment.GetEnvironmentVariable("PLUMB_BIN") is { Length: > 0 }, "there is no executor to send; build.sh makes one");
        // The storage of podman is slow to take apart, and the folder goes with the site.
        var (exit, output) = _site.TryPlay("""
            - copy: { dest: /srv/text, content: "of {{ inventory_hostname }}\n", mode: '0640' }
              register: made
            - copy: { dest: /srv/text, content: "of {{ inventory_hostname }}\n", mode: '0640' }
              register: again
            - command: cat /srv/text
              register: said
            - setup: { gather_subset: [min] }
            - stat: { path: /srv/text }
              register: file
            - assert: { that: [made is changed, again is not changed, said.stdout == 'of box', file.stat.mode == '0640', ansible_facts.user_id == 'root'] }
            - shell: exit 3
              register: ended
              failed_when: ended.rc != 3
            - slurp: { src: /srv/text }
              register: back
            - assert: { that: [back.content | b64decode == 'of box\n'] }
            """, "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c", Script, "bash", _site.Folder);
        Assert.SkipWhen(exit == 77, $"podman cannot run containers here: {output}");
        Assert.True(exit == 0, output);
        Assert.Contains("unreachable=0    failed=0", output, StringComparison.Ordinal);
    }
}
