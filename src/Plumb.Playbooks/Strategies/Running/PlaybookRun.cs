using System.Globalization;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>
/// A run of playbooks from the first play to the recap. Everything is read and linked before anything runs, so that a fault in the
/// last play is told before the first one has changed a host.
/// </summary>
internal sealed class PlaybookRun(RunServices services, LinkServices links)
{
    /// <summary>The exit code of the run.</summary>
    public async ValueTask<int> RunAsync(IReadOnlyList<PlaybookConfig> playbooks, CancellationToken cancellation)
    {
        var outcome = PlayOutcome.Ok;
        foreach (var playbook in playbooks)
        {
            var linkers = playbook.Plays.Select(Linked).ToList();
            services.Tell(c => c.PlaybookStarted(playbook.Path));
            if (!playbook.IsAdHoc) services.Output.Verbose(2, string.Create(CultureInfo.InvariantCulture, $"{playbook.Plays.Count} plays in {playbook.Path}"));
            foreach (var linker in linkers)
            {
                services.Record.EnterPlay();
                (outcome, var ends) = await new PlayRunner(services, linker).RunAsync(outcome, cancellation).ConfigureAwait(false);
                if (ends) break;
            }
            RetryFile.Write(services, playbook.Path);
            services.Tell(c => c.RunCompleted(services.Statistics));
            if (outcome != PlayOutcome.Ok) break;
        }
        if (services.Settings.StartAtTask is { } wanted && !services.HasStarted)
            services.Output.Fault($"No matching task \"{wanted}\" found. Note: --start-at-task can only follow static includes.");
        return (int)outcome;
    }

    /// <summary>The plays with everything in place, for those who only look.</summary>
    public IReadOnlyList<PlayModel> Link(PlaybookConfig playbook) => [.. playbook.Plays.Select(p => Linked(p).Play)];

    /// <summary>What a play is called, and the pattern of its hosts.</summary>
    public PlayTitle TitleOf(PlayModel play)
    {
        var values = new PlayValues(services, play);
        return new PlayTitle(values.Name(), values.Pattern());
    }

    private PlayLinker Linked(PlayConfig play)
    {
        var linker = new PlayLinker(play, links, play.Variables.Copy());
        linker.Link();
        return linker;
    }
}
