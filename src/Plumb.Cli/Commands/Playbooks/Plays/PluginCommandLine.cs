using Plumb.Cli.Arguments.Gnu;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The command line in the words by which plugins in Python ask for it. Passwords are not among them.</summary>
internal static class PluginCommandLine
{
    public static PyDict Of(GnuArguments arguments, RunSettings settings) => new()
    {
        ["verbosity"] = (long)settings.Verbosity,
        ["check"] = settings.Check,
        ["diff"] = settings.Diff,
        ["forks"] = (long)settings.Forks,
        ["subset"] = settings.Limit,
        ["tags"] = List(settings.WantedTags),
        ["skip_tags"] = List(settings.SkippedTags),
        ["inventory"] = List(arguments.Values(PlayOptions.Inventory)),
        ["extra_vars"] = new PyTuple([.. arguments.Values(PlayOptions.ExtraVars)]),
        ["args"] = List(arguments.Operands),
        ["become"] = settings.Become.Become,
        ["become_user"] = settings.Become.User,
        ["become_method"] = settings.Become.Method,
        ["remote_user"] = settings.Connection.User,
        ["connection"] = settings.Connection.Name,
        ["timeout"] = (long)settings.Connection.Timeout,
        ["private_key_file"] = settings.Connection.PrivateKeyFile,
        ["start_at_task"] = settings.StartAtTask,
        ["step"] = settings.Steps,
        ["force_handlers"] = settings.ForcesHandlers,
        ["syntax"] = false,
        ["listhosts"] = false,
        ["listtasks"] = false,
        ["listtags"] = false,
        ["flush_cache"] = false,
    };

    private static PyList List(IReadOnlyList<string> texts) => new(texts.Cast<object?>());
}
