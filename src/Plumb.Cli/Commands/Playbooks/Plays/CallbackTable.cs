using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The visible list of callbacks.</summary>
internal static class CallbackTable
{
    public static IReadOnlyList<PlayCallback> Of(PlaySession session)
    {
        var callbacks = new List<PlayCallback> { Screen(session, session.Configuration.Text("DEFAULT_STDOUT_CALLBACK") ?? "default") };
        foreach (var name in session.Configuration.List("CALLBACKS_ENABLED"))
        {
            if (ActionNames.Short(name) == "junit") callbacks.Add(new JunitCallback(JunitFolder(session), TimeProvider.System));
        }
        callbacks.Add(new WarningCallback(session.TellWarnings));
        return callbacks;
    }

    public static PlayCallback Screen(PlaySession session, string name) => ActionNames.Short(name) switch
    {
        "minimal" => new MinimalCallback(session.Output, session.CallbackSettings),
        "oneline" => new OneLineCallback(session.Output, session.CallbackSettings),
        "json" or "ansible.posix.json" => new JsonCallback(session.Output),
        "yaml" or "community.general.yaml" => new DefaultCallback(session.Output, session.CallbackSettings with { AsYaml = true }),
        _ => new DefaultCallback(session.Output, session.CallbackSettings),
    };

    private static string JunitFolder(PlaySession session) => session.Configuration.Environment.Expand(session.Terminal.Environment("JUNIT_OUTPUT_DIR") is { Length: > 0 } folder ? folder : "~/.ansible.log");
}
