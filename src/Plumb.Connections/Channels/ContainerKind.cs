using Plumb.Operations.Connections;

namespace Plumb.Connections.Channels;

/// <summary>A program that runs containers, and the words by which it runs something inside of one.</summary>
public sealed record ContainerKind(string Name, Func<ConnectionSettings, IEnumerable<string>> Words)
{
    /// <summary>All that there are. One line each.</summary>
    public static IReadOnlyList<ContainerKind> All { get; } =
    [
        new("podman", s => Engine("podman", s)),
        new("docker", s => Engine("docker", s)),
        new("lxc", s => ["lxc-attach", "--clear-env", "--name", Target(s), "--"]),
        new("lxd", s => ["lxc", "exec", "--mode=non-interactive", Target(s), "--"]),
        new("incus", s => ["incus", "exec", "--mode=non-interactive", Target(s), "--"]),
        new("chroot", s => [s.Extra.GetValueOrDefault("ansible_chroot_exe") ?? "chroot", Target(s)]),
    ];

    private static IEnumerable<string> Engine(string program, ConnectionSettings settings) =>
    [
        program, .. Extra(settings, $"ansible_{program}_extra_args"), "exec", "-i", .. settings.User is { } user ? (string[])["--user", user] : [], Target(settings),
    ];

    private static string Target(ConnectionSettings settings) => settings.Address ?? settings.Host;

    private static string[] Extra(ConnectionSettings settings, string name) => settings.Extra.GetValueOrDefault(name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
