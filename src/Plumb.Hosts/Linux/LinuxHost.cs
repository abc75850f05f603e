using System.Globalization;
using Plumb.Hosts.Processes;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Linux;

/// <summary>The Linux machine that this program runs on, touched by the system's calls alone.</summary>
public sealed class LinuxHost : IHost
{
    private readonly LinuxFiles _files = new();
    private readonly IReadOnlyDictionary<string, string> _environment;

    /// <param name="environment">The variables that programs of this host start with.</param>
    /// <param name="clock">The host's time.</param>
    public LinuxHost(IReadOnlyDictionary<string, string> environment, TimeProvider clock)
    {
        _environment = environment;
        Clock = clock;
        Processes = new LinuxProcesses(_files, environment);
        User = CurrentUser();
    }

    public IHostFiles Files => _files;

    public IHostProcesses Processes { get; }

    public HostUser User { get; }

    public TimeProvider Clock { get; }

    public bool IsPlanned => false;

    /// <summary>The same machine with more variables for its programs.</summary>
    public LinuxHost With(IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        if (variables.Count == 0) return this;
        var merged = new Dictionary<string, string>(_environment, StringComparer.Ordinal);
        foreach (var (name, value) in variables) merged[name] = value;
        return new LinuxHost(merged, Clock);
    }

    /// <summary>A user need not be listed: containers run as any number.</summary>
    private HostUser CurrentUser()
    {
        var (user, group) = (FileCalls.EffectiveUser(), FileCalls.EffectiveGroup());
        return new HostUser(user, group, ListedHome(user) ?? _environment.GetValueOrDefault("HOME") ?? "/");
    }

    private string? ListedHome(uint user)
    {
        if (!_files.Accessible("/etc/passwd", 4)) return null;
        using var reader = new StreamReader(_files.OpenRead("/etc/passwd"));
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(':');
            if (fields.Length >= 6 && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id == user && fields[5].Length > 0) return fields[5];
        }
        return null;
    }
}
