using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.PythonPlugins;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Runs one play: its hosts in batches, each batch by the play's strategy.</summary>
internal sealed class PlayRunner(RunServices services, PlayLinker linker)
{
    private readonly PlayModel _play = linker.Play;
    private readonly PlayValues _values = new(services, linker.Play);

    private PlayConfig Config => _play.Config;

    /// <summary>How the run stands after the play, and whether the plays after it are to be left out.</summary>
    /// <param name="outcome">How it stood before.</param>
    /// <param name="cancellation">Ends the play.</param>
    public async ValueTask<(PlayOutcome Outcome, bool EndsRun)> RunAsync(PlayOutcome outcome, CancellationToken cancellation)
    {
        services.Inventory.UsePlaybookFolder(Config.Folder);
        await new VariablePrompts(services).AskAsync(_play).ConfigureAwait(false);
        var description = new PlayDescription(_values.Name(), _values.StrategyName()) { IsCheck = _values.Truth("check_mode") ?? services.Settings.Check, Place = Config.Place };
        var hosts = HostOrder.Sort(services.Inventory.Match(_values.Pattern(), limited: true), _values.Of("order") as string, Config.Keywords.PlaceOf("order"));
        var batches = BatchSizes.Split(hosts, _values.Of("serial")).ToList();
        if (batches.Count == 0)
        {
            services.Tell(c => c.PlayStarted(description));
            services.Tell(c => c.NoHostsMatched());
            return (outcome, false);
        }
        var before = services.Failed.Count + services.Unreachable.Count;
        foreach (var batch in batches)
        {
            var run = new PlayBatch(_play, linker, batch, hosts) { IsDebugged = description.Strategy == "debug" };
            outcome = await RunBatchAsync(run, description, cancellation).ConfigureAwait(false);
            if (run.EndsPlay) return (outcome, false);
            if (outcome.HasFlag(PlayOutcome.BreakPlay)) return (PlayOutcome.FailedHosts, true);
            var lost = services.Failed.Count + services.Unreachable.Count;
            if (lost - before == batch.Count) return (outcome, true);
            before = lost;
        }
        return (outcome, false);
    }

    private async ValueTask<PlayOutcome> RunBatchAsync(PlayBatch batch, PlayDescription description, CancellationToken cancellation)
    {
        // Who failed in an earlier play takes no part in this one.
        foreach (var host in batch.Hosts.Where(services.Failed.Contains)) batch.CursorOf(host).LeaveFailed();
        var failedElsewhere = services.Failed.Except(batch.Hosts).ToList();
        batch.Removed.UnionWith(batch.Hosts.Where(h => services.Failed.Contains(h) || services.Unreachable.Contains(h)));
        services.Failed.Clear();
        new TaskStart(services).Apply(batch);
        ReservedNames.Warn(services, services.Scopes.ForPlay(_play).Keys.OfType<string>());
        services.Tell(c => c.PlayStarted(description));
        var strategy = StrategyTable.Find(description.Strategy) ?? throw new LinkException(PlayRules.RunFault, Config.Keywords.PlaceOf("strategy"), Refusal(description.Strategy));
        var outcome = await strategy.RunAsync(new BatchRun(services, batch), cancellation).ConfigureAwait(false);
        foreach (var host in batch.Hosts.Where(h => batch.CursorOf(h).HasFailed)) services.Failed.Add(host);
        // A failure is one to the end of the run, whoever takes part in the rest of it.
        services.Failed.UnionWith(failedElsewhere);
        return outcome == PlayOutcome.Ok && failedElsewhere.Count > 0 ? PlayOutcome.FailedHosts : outcome;
    }

    private string Refusal(string strategy) => $"Invalid play strategy specified: {strategy}"
        + (services.Modules.Plugins?.Folders.FileOf(PluginKind.Strategy, strategy) is { } file ? $". It is written in Python ({file}), and those are not run here." : "");
}
