using System.Globalization;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Plays.Tags;
using Plumb.Playbooks.Strategies;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Makes the settings of a run: the command line over the configuration.</summary>
internal static class RunSettingsReader
{
    public static RunSettings Read(GnuArguments arguments, AnsibleSettings settings, RunPasswords passwords, PyDict extra)
    {
        var wanted = arguments.Has(PlayOptions.Tags) && !arguments.Has(PlayOptions.Tree) ? arguments.Values(PlayOptions.Tags) : settings.List("TAGS_RUN");
        var skipped = arguments.Has(PlayOptions.SkipTags) ? arguments.Values(PlayOptions.SkipTags) : settings.List("TAGS_SKIP");
        // Who lists the tags and names none wants to see them all.
        var tags = arguments.Has(PlayOptions.ListTags) && wanted.Count == 0 && skipped.Count == 0 ? TagSelection.WithNever : TagSelection.Of(wanted, skipped);
        return new RunSettings
        {
            Forks = arguments.Number(PlayOptions.Forks) ?? settings.Forks,
            Check = arguments.Has(PlayOptions.Check),
            Diff = arguments.Has(PlayOptions.Diff) || settings.Flag("DIFF_ALWAYS"),
            Verbosity = VerbosityOf(arguments, settings),
            Tags = tags,
            WantedTags = [.. tags.Wanted],
            SkippedTags = [.. tags.Skipped],
            Limit = arguments.Value(PlayOptions.Limit),
            ExtraVariables = extra,
            Strategy = settings.Strategy,
            Gathering = settings.Gathering,
            GatherSubset = settings.List("DEFAULT_GATHER_SUBSET"),
            FactsModules = settings.List("FACTS_MODULES"),
            NetworkFactsModules = settings.Words("CONNECTION_FACTS_MODULES"),
            InjectsFacts = settings.InjectsFacts,
            MergesDictionaries = settings.MergesDictionaries,
            SharesRoleVariables = !settings.Flag("DEFAULT_PRIVATE_ROLE_VARS"),
            ForcesHandlers = arguments.Has(PlayOptions.ForceHandlers) || settings.ForceHandlers,
            AnyErrorsFatal = settings.AnyErrorsFatal,
            RefusesUnknownHandlers = settings.Flag("ERROR_ON_MISSING_HANDLER"),
            HidesOutput = settings.Flag("DEFAULT_NO_LOG"),
            TaskTimeout = arguments.Number(PlayOptions.TaskTimeout) ?? settings.TaskTimeout,
            PollInterval = TimeSpan.FromSeconds(settings.PollInterval),
            JobFolder = settings.FindOption("defaults.async_dir", "ANSIBLE_ASYNC_DIR") ?? "~/.ansible_async",
            StartAtTask = arguments.Value(PlayOptions.StartAtTask),
            Steps = arguments.Has(PlayOptions.Step),
            DebugsTasks = settings.Flag("ENABLE_TASK_DEBUGGER"),
            DebuggerIgnoresErrors = settings.Flag("TASK_DEBUGGER_IGNORE_ERRORS"),
            Connection = ConnectionOf(arguments, settings, passwords),
            Become = BecomeOf(arguments, settings, passwords),
            RetryFolder = settings.Flag("RETRY_FILES_ENABLED") ? settings.Text("RETRY_FILES_SAVE_PATH") ?? "" : null,
            ConfigurationFile = settings.ConfigFile,
        };
    }

    public static int VerbosityOf(GnuArguments arguments, AnsibleSettings settings) => arguments.Count(PlayOptions.Verbose) is var count and > 0 ? count : (int)settings.Number("DEFAULT_VERBOSITY");

    private static ConnectionDefaults ConnectionOf(GnuArguments arguments, AnsibleSettings settings, RunPasswords passwords) => new()
    {
        Name = arguments.Value(PlayOptions.ConnectionName) ?? settings.Transport,
        User = arguments.Value(PlayOptions.User) ?? settings.RemoteUser,
        Port = settings.RemotePort is { Length: > 0 } port && int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : null,
        Password = passwords.Connection,
        PrivateKeyFile = arguments.Value(PlayOptions.PrivateKey) ?? settings.PrivateKeyFile,
        Timeout = arguments.Number(PlayOptions.Timeout) ?? settings.Timeout,
        SshArguments = settings.FindOption("ssh_connection.ssh_args", "ANSIBLE_SSH_ARGS"),
        SshCommonArguments = arguments.Value(PlayOptions.SshCommonArgs) ?? settings.FindOption("ssh_connection.ssh_common_args", "ANSIBLE_SSH_COMMON_ARGS"),
        SshExtraArguments = arguments.Value(PlayOptions.SshExtraArgs) ?? settings.FindOption("ssh_connection.ssh_extra_args", "ANSIBLE_SSH_EXTRA_ARGS"),
        CheckHostKey = settings.HostKeyChecking,
        Retries = int.TryParse(settings.FindOption("ssh_connection.retries", "ANSIBLE_SSH_RETRIES"), CultureInfo.InvariantCulture, out var retries) ? retries : 0,
    };

    private static BecomeDefaults BecomeOf(GnuArguments arguments, AnsibleSettings settings, RunPasswords passwords) => new()
    {
        Become = arguments.Has(PlayOptions.Become) || settings.Become,
        Method = arguments.Value(PlayOptions.BecomeMethod) ?? settings.BecomeMethod,
        User = arguments.Value(PlayOptions.BecomeUser) ?? settings.BecomeUser,
        Password = passwords.Become,
        Executable = settings.Text("DEFAULT_BECOME_EXE"),
        Flags = settings.Text("DEFAULT_BECOME_FLAGS"),
        AllowsSameUser = settings.Flag("BECOME_ALLOW_SAME_USER"),
    };
}
