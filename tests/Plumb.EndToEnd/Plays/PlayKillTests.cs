using System.Globalization;

namespace Plumb.EndToEnd.Plays;

/// <summary>
/// Kills the controller, ssh and executors of runs at random moments. <c>PLUMB_PLAY_KILLS</c> says how often, <c>PLUMB_SEED</c> with which
/// sequence; the seed of a failing one is in its message.
/// </summary>
[Collection(NamespaceHostsGroup.Name)]
public sealed class PlayKillTests : IDisposable
{
    private static int Kills { get; } = int.TryParse(Environment.GetEnvironmentVariable("PLUMB_PLAY_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    private static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("PLUMB_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;

    public void Dispose() => NamespaceHosts.Stop();

    [Fact]
    public void Killed_at_any_moment_a_run_leaves_whole_files_and_comes_to_its_end_when_resumed()
    {
        if (NamespaceHosts.Start(3, out var missing) is not { } hosts)
        {
            Assert.Skip(missing);
            return;
        }
        using var site = new PlaySite(hosts, Seed);
        site.NextVersion();
        site.RunWhole();
        var victims = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Kills; round++)
        {
            site.NextVersion();
            var (victim, host, exit, output) = site.RunAndKill();
            victims[victim] = victims.GetValueOrDefault(victim) + 1;
            site.CheckFiles();
            // Whoever is not the host of the killed process has come to the end.
            if (host is not null && victim != "nobody" && exit != 0)
            {
                foreach (var (other, _) in hosts.All.Where(h => h.Name != host)) Assert.True(ReachedTheEnd(output, other), $"{other} was held up by the end of {victim} for {host} (seed {Seed}):\n{output}");
            }
            site.Resume();
            site.Check(site.Version);
            site.CheckProcesses();
        }
        TestContext.Current.SendDiagnosticMessage($"killed: {string.Join(", ", victims.Select(v => $"{v.Key} {v.Value} times"))} (seed {Seed})");
    }

    /// <summary>The line of the host in the report says neither failed nor lost.</summary>
    private static bool ReachedTheEnd(string output, string host) =>
        output.Split('\n').Any(l => l.StartsWith($"  {host} ", StringComparison.Ordinal) && l.Contains("unchanged", StringComparison.Ordinal) && !l.Contains("stopped at", StringComparison.Ordinal));
}
