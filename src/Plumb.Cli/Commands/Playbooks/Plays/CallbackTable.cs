using Plumb.Cli.Rendering.Plays;
using Plumb.Cli.Session;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.PythonPlugins;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The visible list of callbacks.</summary>
internal static class CallbackTable
{
    /// <summary>Our own way to show a run, for people.</summary>
    public const string Own = "plumb";

    public static IReadOnlyList<PlayCallback> Of(PlaySession session)
    {
        var name = NameOf(session);
        var isPlugin = IsPlugin(session, name);
        List<PlayCallback> callbacks = isPlugin ? [] : [Screen(session, name)];
        if (name == Own && session.Terminal is { CanRedraw: true, Out: ScreenWriter screen } && session.Output.Verbosity == 0)
            callbacks.Add(session.Progress = new PlayProgress(session.Terminal, screen, TimeProvider.System));
        foreach (var enabled in session.Configuration.List("CALLBACKS_ENABLED"))
        {
            if (ActionNames.Short(enabled) == "junit") callbacks.Add(new JunitCallback(JunitSettings.Read(session.Configuration.Environment), TimeProvider.System));
        }
        AddPlugins(session, isPlugin ? name : null, callbacks);
        callbacks.Add(new WarningCallback(session.TellWarnings));
        return callbacks;
    }

    /// <summary>Takes in the callbacks in Python: one for the screen, those enabled, and those beside playbooks.</summary>
    public static void AddPlugins(PlaySession session, string? screen, List<PlayCallback> callbacks)
    {
        if (session.Plugins is not { } plugins) return;
        var enabled = session.Configuration.List("CALLBACKS_ENABLED").Where(c => !IsNative(c)).ToList();
        foreach (var unknown in enabled.Where(c => !PluginCallback.Knows(plugins, c))) session.Output.Warn($"Skipping callback plugin '{unknown}', unable to load");
        enabled.RemoveAll(c => !PluginCallback.Knows(plugins, c));
        if (PluginCallback.Start(plugins, session.Output, screen, enabled) is { } told) callbacks.Add(told);
        // Somebody has to show the run.
        else if (screen is not null) callbacks.Insert(0, Screen(session, "default"));
    }

    /// <summary>Whether the screen is a plugin's in Python.</summary>
    public static bool IsPlugin(PlaySession session, string name) => !IsNative(name) && session.Plugins is { } plugins && PluginCallback.Knows(plugins, name);

    private static bool IsNative(string name) =>
        ActionNames.Short(name) is Own or "default" or "minimal" or "oneline" or "junit" or "tree" or "json" or "ansible.posix.json" or "yaml" or "community.general.yaml";

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
        "json" or "ansible.posix.json" => new JsonCallback(session.Output, TimeProvider.System, session.CallbackSettings.ShowCustomStatistics, session.JsonIndent),
        "yaml" or "community.general.yaml" => new DefaultCallback(session.Output, session.CallbackSettings with { AsYaml = true }),
        _ => new DefaultCallback(session.Output, session.CallbackSettings),
    };
}
