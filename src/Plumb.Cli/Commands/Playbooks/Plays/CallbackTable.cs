using Plumb.Cli.Rendering.Plays;
using Plumb.Cli.Session;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The visible list of callbacks.</summary>
internal static class CallbackTable
{
    /// <summary>Our own way to show a run, for people.</summary>
    public const string Own = "plumb";

    public static IReadOnlyList<PlayCallback> Of(PlaySession session)
    {
        var name = NameOf(session);
        var callbacks = new List<PlayCallback> { Screen(session, name) };
        if (name == Own && session.Terminal is { CanRedraw: true, Out: ScreenWriter screen } && session.Output.Verbosity == 0)
            callbacks.Add(session.Progress = new PlayProgress(session.Terminal, screen, TimeProvider.System));
        foreach (var enabled in session.Configuration.List("CALLBACKS_ENABLED"))
        {
            if (ActionNames.Short(enabled) == "junit") callbacks.Add(new JunitCallback(JunitFolder(session), TimeProvider.System));
        }
        callbacks.Add(new WarningCallback(session.TellWarnings));
        return callbacks;
    }

    /// <summary>The callback asked for; without one the peer's where we are called as the peer, else our own.</summary>
    public static string NameOf(PlaySession session)
    {
        if (session.Arguments.Value(PlayOptions.Callback) is { } chosen) return chosen;
        var setting = session.Configuration["DEFAULT_STDOUT_CALLBACK"];
        return setting.IsDefault && !session.Terminal.Program.IsPeer ? Own : session.Configuration.Text(setting.Definition.Name) ?? "default";
    }

    public static PlayCallback Screen(PlaySession session, string name) => ActionNames.Short(name) switch
    {
        Own => new ReportCallback(session.Output, session.CallbackSettings, TimeProvider.System) { ShowsWholeDiffs = session.Arguments.Has(PlayOptions.Diff) },
        "minimal" => new MinimalCallback(session.Output, session.CallbackSettings),
        "oneline" => new OneLineCallback(session.Output, session.CallbackSettings),
        "json" or "ansible.posix.json" => new JsonCallback(session.Output),
        "yaml" or "community.general.yaml" => new DefaultCallback(session.Output, session.CallbackSettings with { AsYaml = true }),
        _ => new DefaultCallback(session.Output, session.CallbackSettings),
    };

    private static string JunitFolder(PlaySession session) => session.Configuration.Environment.Expand(session.Terminal.Environment("JUNIT_OUTPUT_DIR") is { Length: > 0 } folder ? folder : "~/.ansible.log");
}
