using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>Runs one line on the hosts: an action with its arguments, or whatever it is in their shell.</summary>
internal static class ConsoleTask
{
    private const string PlayName = "Ansible Shell";

    public static async Task RunAsync(ConsoleContext context, string name, string argument, string line, CancellationToken cancellation)
    {
        var isAction = name != ConsoleTable.Shell && context.Engine.HasAction(name);
        var (action, text) = isAction || name == ConsoleTable.Shell ? (name, argument) : (ConsoleTable.Shell, line);
        if (InlineVariables.ReadArguments(text, ActionNames.Short(action)) is not { } arguments)
        {
            context.Error($"Unable to build command: the arguments of {action} cannot be read: {text}");
            return;
        }
        var source = new SourceFile("<console>", line);
        var span = source.Span(0, line.Length);
        var keywords = context.State.Timeout > 0 ? KeywordSet.Empty.With("timeout", (long)context.State.Timeout, span) : KeywordSet.Empty;
        var task = new TaskConfig(keywords, span) { Action = action, ActionName = ActionNames.Short(action), Arguments = arguments };
        var state = context.State;
        var settings = context.Session.Settings with { Forks = state.Forks, Check = state.Check, Diff = state.Diff, Verbosity = context.Output.Verbosity };
        try
        {
            await context.Engine.RunAsync([Playbook(context, task)], settings, cancellation).ConfigureAwait(false);
        }
        catch (LinkException fault)
        {
            Diagnostic told = PeerFault.Of(fault);
            context.Error($"Unable to build command: {told.Detail}");
        }
    }

    private static PlaybookConfig Playbook(ConsoleContext context, TaskConfig task)
    {
        var (state, span) = (context.State, task.Span);
        var keywords = KeywordSet.Empty.With("hosts", state.Pattern, span).With("name", PlayName, span).With("gather_facts", false, span).With("become", state.Become, span);
        if (state.RemoteUser is { } user) keywords = keywords.With("remote_user", user, span);
        if (state.BecomeUser is { } becomeUser) keywords = keywords.With("become_user", becomeUser, span);
        if (state.BecomeMethod is { } method) keywords = keywords.With("become_method", method, span);
        if (state.Collections.Count > 0) keywords = keywords.With("collections", new PyList(state.Collections), span);
        var play = new PlayConfig(keywords, span) { Folder = context.Folder, Variables = new PyDict(), Tasks = [task] };
        return new PlaybookConfig(Path.Combine(context.Folder, "__console_playbook__"), [play]) { IsAdHoc = true };
    }
}
