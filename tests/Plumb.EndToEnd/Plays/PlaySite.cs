using System.Diagnostics;
using System.Globalization;

namespace Plumb.EndToEnd.Plays;

/// <summary>
/// A playbook that writes files on hosts, each of them whole of one version; a handler that depends on a change, variables that
/// depend on results. From what lies on a host follows whether a run was whole.
/// </summary>
internal sealed class PlaySite : IDisposable
{
    private const int Files = 6;
    private const int Lines = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-play-").FullName;
    private readonly NamespaceHosts _hosts;
    private readonly Random _random;
    private readonly string _mark = $"PLUMB_TEST_RUN={Guid.NewGuid():N}";
    private TimeSpan _wholeRun = TimeSpan.FromSeconds(3);

    public PlaySite(NamespaceHosts hosts, int seed)
    {
        (_hosts, _random) = (hosts, new Random(seed));
        Write("hosts", hosts.Inventory());
        Write("site.yml", $$$"""
            - hosts: all
              gather_facts: false
              vars: { text: "{{ ('version ' ~ version ~ '\n') * {{{Lines}}} }}" }
              handlers:
              - name: follow
                copy: { dest: /srv/kill/followed, content: "version {{ version }}\n" }
              tasks:
              - file: { path: /srv/kill, state: directory }
              - copy: { dest: "/srv/kill/copy{{ item }}", content: "{{ text }}" }
                loop: "{{ range({{{Files}}}) | list }}"
              - copy: { dest: /srv/kill/notifying, content: "{{ text }}" }
                notify: follow
                register: written
              - set_fact: { kept: "{{ written.dest }}" }
              - block:
                - command: "false"
                rescue:
                - copy: { dest: /srv/kill/rescued, content: "version {{ version }}\n" }
              - lineinfile: { path: /srv/kill/line, line: "version {{ version }}", regexp: ^version, create: true }
              - copy: { dest: /srv/kill/last, content: "{{ kept }} version {{ version }}\n" }
            """);
    }

    public int Version { get; private set; }

    public void NextVersion() => Version++;

    /// <summary>A run that nobody ends. It sets the measure for when to end others.</summary>
    public void RunWhole()
    {
        var watch = Stopwatch.StartNew();
        var (exit, output) = Finish(Start());
        Assert.True(exit == 0, output);
        _wholeRun = watch.Elapsed;
        Check(Version);
    }

    /// <summary>Starts a run and ends one of its processes at some moment: the controller, an ssh or an executor. Gives the host that it was for, or null for all.</summary>
    public (string Victim, string? Host, int Exit, string Output) RunAndKill()
    {
        using var process = Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        Thread.Sleep(_wholeRun * _random.NextDouble());
        var (victim, host, id) = Choose(process.Id);
        if (id is { } found) Kill(found);
        if (!process.WaitForExit(TimeSpan.FromSeconds(60))) throw new InvalidOperationException($"the run goes on a minute after the end of {victim}");
        return (id is null ? "nobody" : victim, host, process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    /// <summary>Goes on where the run was ended. There is nothing to go on with where it had not begun, or was whole.</summary>
    public void Resume()
    {
        var (exit, output) = Finish(Start("--resume"));
        if (output.Contains("A run cannot be resumed", StringComparison.Ordinal)) (exit, output) = Finish(Start());
        Assert.True(exit == 0, output);
    }

    /// <summary>Every file on every host is whole, of this version or the one before.</summary>
    public void CheckFiles()
    {
        foreach (var (name, _) in _hosts.All)
        {
            foreach (var path in WrittenOn(name))
            {
                var content = File.ReadAllText(path);
                Assert.True(Whole(Path.GetFileName(path), Version) == content || Whole(Path.GetFileName(path), Version - 1) == content, $"{path} is neither old nor new: {content.Length} characters");
            }
        }
    }

    /// <summary>Everything is of one version, and nothing else is there.</summary>
    public void Check(int version)
    {
        foreach (var (name, _) in _hosts.All)
        {
            var files = Directory.GetFiles(NamespaceHosts.PathOf(name, "/srv/kill")).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(["copy0", "copy1", "copy2", "copy3", "copy4", "copy5", "followed", "last", "line", "notifying", "rescued"], files.Select(Path.GetFileName).Where(f => !IsTemporary(f ?? "")));
            foreach (var path in files.Where(f => !IsTemporary(Path.GetFileName(f)))) Assert.Equal(Whole(Path.GetFileName(path), version), File.ReadAllText(path));
        }
    }

    /// <summary>Nothing of a run is left: no process here, no executor on a host.</summary>
    public void CheckProcesses()
    {
        var until = Stopwatch.StartNew();
        while (Left() is { Count: > 0 } left)
        {
            Assert.True(until.Elapsed < TimeSpan.FromSeconds(60), $"left behind: {string.Join('\n', left.Select(Processes.CommandLine))}");
            Thread.Sleep(50);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IReadOnlyList<int> Left() => [.. Processes.With(_mark), .. _hosts.All.SelectMany(h => NamespaceHosts.Executors(h.Name))];

    private static IEnumerable<string> WrittenOn(string host) =>
        Directory.Exists(NamespaceHosts.PathOf(host, "/srv/kill")) ? Directory.GetFiles(NamespaceHosts.PathOf(host, "/srv/kill")).Where(f => !IsTemporary(Path.GetFileName(f))) : [];

    /// <summary>What a killed executor could not remove any more: hidden, and named so that nobody takes it for a file of theirs.</summary>
    private static bool IsTemporary(string name) => name.StartsWith('.');

    private static string Whole(string name, int version)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"version {version}\n");
        return name switch
        {
            "followed" or "rescued" or "line" => line,
            "last" => "/srv/kill/notifying " + line,
            _ => string.Concat(Enumerable.Repeat(line, Lines)),
        };
    }

    private (string Victim, string? Host, int? Id) Choose(int controller)
    {
        var host = _hosts.All[_random.Next(_hosts.All.Count)];
        switch (_random.Next(3))
        {
            case 0:
                return ("the controller", null, controller);
            case 1:
                var parents = Processes.Parents();
                int? ssh = parents.Keys.Where(p => Processes.IsBelow(p, controller, parents) && Processes.CommandLine(p).Contains(host.Address, StringComparison.Ordinal)).Select(p => (int?)p).FirstOrDefault();
                return ("ssh", host.Name, ssh);
            default:
                return ("the executor", host.Name, NamespaceHosts.Executors(host.Name).Select(p => (int?)p).FirstOrDefault());
        }
    }

    private static void Kill(int id)
    {
        using var kill = Process.Start("kill", ["-KILL", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static (int Exit, string Output) Finish(Process process)
    {
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
    }

    private Process Start(params string[] more)
    {
        var environment = new Dictionary<string, string> { ["HOME"] = _folder, ["XDG_STATE_HOME"] = Path.Combine(_folder, "state"), [_mark.Split('=')[0]] = _mark.Split('=')[1] };
        if (NamespaceHosts.Executor is { } executor) environment["PLUMB_EXECUTOR"] = executor;
        return Programs.StartPlumb(environment, _folder, ["play", "-i", "hosts", "site.yml", "-e", $"version={Version.ToString(CultureInfo.InvariantCulture)}", .. more]);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
