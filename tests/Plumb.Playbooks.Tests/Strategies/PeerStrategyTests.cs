using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Playbooks.Strategies;
using Plumb.Playbooks.Tests.Strategies.Records;

namespace Plumb.Playbooks.Tests.Strategies;

/// <summary>
/// Plays made by chance go through ansible-playbook and through us: each host does the same tasks in the same order with the same outcome, and
/// recap and exit code are the same. Where the hosts go in lockstep, the order of all tasks is the same too.
/// </summary>
public sealed partial class PeerStrategyTests
{
    private const string Hosts = "h1,h2,h3,h4,h5,";

    private static readonly string? Peer = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(f => Path.Combine(f, "ansible-playbook")).FirstOrDefault(File.Exists);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("PLUMB_STRATEGY_SEEDS") ?? "8", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Hosts_go_through_a_play_as_with_the_peer(int seed)
    {
        Assert.SkipWhen(Peer is null, "ansible-playbook is not installed");
        var playbook = new RandomPlaybook(seed).Text();
        using var run = new RecordedRun(playbook, ("more.yml", "- debug: msg=more\n- fail:\n  when: inventory_hostname == 'h2'\n  ignore_errors: true\n")) { Inventory = Hosts, Settings = new RunSettings { Gathering = "explicit", Forks = 3 } };
        var code = await run.RunAsync(resumes: false);
        var (peerCode, peerOutput) = await RunPeerAsync(run.Folder);

        var difference = $"seed {seed}\n{playbook}\n--- ours\n{run.Output}\n--- the peer's\n{peerOutput}";
        Assert.True(peerCode == code, $"exit code {code}, the peer's {peerCode}\n{difference}");
        Assert.True(Recap(peerOutput) == Recap(run.Output), difference);
        // Where hosts do not wait for each other, a title may be that of what another host does.
        var isLinear = !playbook.Contains("strategy:", StringComparison.Ordinal) && !LosesStep(peerOutput);
        var (ours, theirs) = (ByHost(run.Output, isLinear), ByHost(peerOutput, isLinear));
        Assert.True(theirs == ours, $"{ours}\n---\n{theirs}\n{difference}");
        if (isLinear) Assert.True(Headers(peerOutput) == Headers(run.Output), difference);
    }

    private static async Task<(int Code, string Output)> RunPeerAsync(string folder)
    {
        var start = new ProcessStartInfo(Peer ?? "", ["-i", Hosts, "-f", "3", "site.yml"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ANSIBLE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in new[] { ("HOME", folder), ("ANSIBLE_NOCOLOR", "1"), ("ANSIBLE_GATHERING", "explicit"), ("ANSIBLE_LOCAL_TEMP", Path.Combine(folder, "tmp")), ("LC_ALL", "C.UTF-8") }) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("ansible-playbook did not start");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _ = await errors;
        return (process.ExitCode, await output);
    }

    /// <summary>
    /// Where the peer (2.14) lets hosts that have handlers to run get out of step with those that have none, it shows handlers under the title of a
    /// task, which then comes several times in a row.
    /// </summary>
    private static bool LosesStep(string output)
    {
        var titles = output.Split('\n').Where(l => Header().IsMatch(l)).ToList();
        return titles.Zip(titles.Skip(1)).Any(pair => pair.First == pair.Second && pair.First.StartsWith("TASK", StringComparison.Ordinal));
    }

    private static string Recap(string output) => output[Math.Max(0, output.LastIndexOf("PLAY RECAP", StringComparison.Ordinal))..].Trim();

    private static string Headers(string output) => string.Join('\n', output.Split('\n').Where(l => Header().IsMatch(l)));

    /// <summary>What happened on each host, task by task.</summary>
    private static string ByHost(string output, bool withTitles)
    {
        var (current, hosts) = ("", new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal));
        foreach (var line in output.Split('\n'))
        {
            if (Header().IsMatch(line)) current = line.TrimEnd('*', ' ');
            else if (Outcome().Match(line) is { Success: true } outcome)
            {
                foreach (var host in outcome.Groups[2].Value.Split(", "))
                {
                    if (!hosts.TryGetValue(host, out var lines)) hosts[host] = lines = new StringBuilder();
                    lines.Append(withTitles ? current : "").Append(": ").Append(outcome.Groups[1].Value).Append(outcome.Groups[3].Value).Append('\n');
                }
            }
        }
        return string.Join('\n', hosts.Select(h => $"{h.Key}\n{h.Value}"));
    }

    [GeneratedRegex(@"^(PLAY|TASK|RUNNING HANDLER|NO MORE HOSTS LEFT)\b")]
    private static partial Regex Header();

    [GeneratedRegex(@"^(ok|changed|skipping|failed|fatal|included: .* for)(?:: \[| )([\w, ]+)\]?((?: \(item=[^)]*\))?)")]
    private static partial Regex Outcome();
}
