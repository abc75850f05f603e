using System.Globalization;
using Plumb.Hosts.Network;
using Plumb.Hosts.Processes;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Linux;

/// <summary>The Linux machine that this program runs on, touched by the system's calls alone.</summary>
public sealed class LinuxHost : IHost
{
    private readonly LinuxFiles _files = new();

    /// <param name="environment">The variables that operations see and programs start with.</param>
    /// <param name="workingDirectory">Where relative paths begin.</param>
    /// <param name="access">Names and TLS, as far as this program can have them.</param>
    /// <param name="clock">The host's time.</param>
    public LinuxHost(IReadOnlyDictionary<string, string> environment, string workingDirectory, INetworkAccess access, TimeProvider clock)
    {
        Environment = environment;
        WorkingDirectory = workingDirectory;
        Clock = clock;
        Processes = new LinuxProcesses(_files, environment, workingDirectory);
        Network = new LinuxNetwork(access, environment);
        User = CurrentUser();
    }

    public IHostFiles Files => _files;

    public IHostProcesses Processes { get; }

    public IHostNetwork Network { get; }

    public HostUser User { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public string WorkingDirectory { get; }

    public TimeProvider Clock { get; }

    public bool IsPlanned => false;

    /// <summary>A user need not be listed: containers run as any number.</summary>
    private HostUser CurrentUser()
    {
        var (user, group) = (FileCalls.EffectiveUser(), FileCalls.EffectiveGroup());
        return new HostUser(user, group, ListedHome(user) ?? Environment.GetValueOrDefault("HOME") ?? "/") { Umask = ProcessUmask.Current(), Groups = OtherGroups() };
    }

    private string? ListedHome(uint user) =>
        _files.ReadTextOrNull("/etc/passwd") is { } accounts && AccountFile.Find(accounts, 2, user.ToString(CultureInfo.InvariantCulture)) is { Length: > 5 } entry && entry[5].Length > 0 ? entry[5] : null;

    private static uint[] OtherGroups()
    {
        if (FileCalls.Groups(0, []) is not (> 0 and var expected)) return [];
        var groups = new uint[expected];
        var count = FileCalls.Groups(groups.Length, groups);
        return count > 0 ? groups[..count] : [];
    }
}
