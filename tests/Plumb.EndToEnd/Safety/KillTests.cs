using System.Diagnostics;
using System.Globalization;

namespace Plumb.EndToEnd.Safety;

/// <summary>
/// Kills runs at random moments. <c>PLUMB_KILLS</c> says how many of them; the seed of a failing sequence is in its message.
/// </summary>
public sealed class KillTests
{
    private const int RoundsBetweenWholeRuns = 10;

    private static int Kills { get; } = int.TryParse(Environment.GetEnvironmentVariable("PLUMB_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 60;

    private static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("PLUMB_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;

    [Fact]
    public void Killed_at_any_moment_a_run_leaves_no_file_that_the_next_one_does_not_know()
    {
        using var site = new FileSite(Seed);
        site.RunToTheEnd();
        var (killed, told) = (0, 0);
        for (var round = 1; killed < Kills && round < 3 * Kills; round++)
        {
            if (site.RunAndKill()) killed++;
            told += site.Check();
            if (round % RoundsBetweenWholeRuns == 0) site.RunToTheEnd();
        }
        site.DestroyAll();
        TestContext.Current.SendDiagnosticMessage($"{killed} runs killed; {told} files of unanswered creates, each of them told; none lost (seed {Seed})");
        Assert.True(killed >= Kills, $"only {killed} of {Kills} runs were still there to be killed");
    }

    [Fact]
    public void The_lock_of_a_killed_run_stops_nobody()
    {
        using var site = new FileSite(Seed);
        site.RunToTheEnd();
        var until = Stopwatch.StartNew();
        while (!site.RunAndKill() && until.Elapsed < TimeSpan.FromMinutes(1)) { }
        site.Check();
        site.RunToTheEnd();
    }
}
