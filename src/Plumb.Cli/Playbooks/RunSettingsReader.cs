using System.Globalization;
using Plumb.Cli.Playbooks.Options;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Plays.Tags;
using Plumb.Playbooks.Strategies;

namespace Plumb.Cli.Playbooks;

/// <summary>Makes the settings of a run: the command line over the configuration.</summary>
internal static class RunSettingsReader
{
    public static RunSettings Read(PeerArguments arguments, AnsibleSettings settings, RunPasswords passwords, PyDict extra)
    {
        var wanted = arguments.Has("tags") && !arguments.Has("tree") ? arguments.All("tags") : settings.List("TAGS_RUN");
        var skipped = arguments.Has("skip-tags") ? arguments.All("skip-tags") : settings.List("TAGS_SKIP");
        var tags = TagSelection.Of(wanted, skipped);
        return new RunSettings
        {
            Forks = arguments.Number("forks") ?? settings.Forks,
            Check = arguments.Has("check"),
            Diff = arguments.Has("diff") || settings.Flag("DIFF_ALWAYS"),
            Verbosity = VerbosityOf(arguments, settings),
            Tags = tags,
            WantedTags = [.. tags.Wanted],
            SkippedTags = [.. tags.Skipped],
            Limit = arguments.Last("limit"),
            ExtraVariables = extra,
            Strategy = settings.Strategy,
            Gathering = settings.Gathering,
            InjectsFacts = settings.InjectsFacts,
            MergesDictionaries = settings.MergesDictionaries,
            SharesRoleVariables = !settings.Flag("DEFAULT_PRIVATE_ROLE_VARS"),
            ForcesHandlers = arguments.Has("force-handlers") || settings.ForceHandlers,
            AnyErrorsFatal = settings.AnyErrorsFatal,
            RefusesUnknownHandlers = settings.Flag("ERROR_ON_MISSING_HANDLER"),
            HidesOutput = settings.Flag("DEFAULT_NO_LOG"),
            TaskTimeout = arguments.Number("task-timeout") ?? settings.TaskTimeout,
            PollInterval = TimeSpan.FromSeconds(settings.PollInterval),
            StartAtTask = arguments.Last("start-at-task"),
            Steps = arguments.Has("step"),
            Connection = ConnectionOf(arguments, settings, passwords),
            Become = BecomeOf(arguments, settings, passwords),
            RetryFolder = settings.Flag("RETRY_FILES_ENABLED") ? settings.Text("RETRY_FILES_SAVE_PATH") ?? "" : null,
            ConfigurationFile = settings.ConfigFile,
        };
    }

    public static int VerbosityOf(PeerArguments arguments, AnsibleSettings settings) => arguments.Count("verbose") is var count and > 0 ? count : (int)settings.Number("DEFAULT_VERBOSITY");

    private static ConnectionDefaults ConnectionOf(PeerArguments arguments, AnsibleSettings settings, RunPasswords passwords) => new()
    {
        Name = arguments.Last("connection") ?? settings.Transport,
        User = arguments.Last("user") ?? settings.RemoteUser,
        Port = settings.RemotePort is { Length: > 0 } port && int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : null,
        Password = passwords.Connection,
        PrivateKeyFile = arguments.Last("private-key") ?? settings.PrivateKeyFile,
        Timeout = arguments.Number("timeout") ?? settings.Timeout,
        SshArguments = settings.FindOption("ssh_connection.ssh_args", "ANSIBLE_SSH_ARGS"),
        SshCommonArguments = arguments.Last("ssh-common-args") ?? settings.FindOption("ssh_connection.ssh_common_args", "ANSIBLE_SSH_COMMON_ARGS"),
        SshExtraArguments = arguments.Last("ssh-extra-args") ?? settings.FindOption("ssh_connection.ssh_extra_args", "ANSIBLE_SSH_EXTRA_ARGS"),
        CheckHostKey = settings.HostKeyChecking,
        Retries = int.TryParse(settings.FindOption("ssh_connection.retries", "ANSIBLE_SSH_RETRIES"), CultureInfo.InvariantCulture, out var retries) ? retries : 0,
    };

    private static BecomeDefaults BecomeOf(PeerArguments arguments, AnsibleSettings settings, RunPasswords passwords) => new()
    {
        Become = arguments.Has("become") || settings.Become,
        Method = arguments.Last("become-method") ?? settings.BecomeMethod,
        User = arguments.Last("become-user") ?? settings.BecomeUser,
        Password = passwords.Become,
        Executable = settings.Text("DEFAULT_BECOME_EXE"),
        Flags = settings.Text("DEFAULT_BECOME_FLAGS"),
        AllowsSameUser = settings.Flag("BECOME_ALLOW_SAME_USER"),
    };
}
