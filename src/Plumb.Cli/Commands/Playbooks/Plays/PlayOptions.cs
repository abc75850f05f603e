using Plumb.Cli.Arguments.Gnu;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The visible list of options of plays, in the groups in which Ansible's programs share them.</summary>
internal static class PlayOptions
{
    public static readonly GnuOption Verbose = new("-v --verbose", "Causes more to be printed; up to -vvvvvv.");
    public static readonly GnuOption PrivateKey = new("--private-key --key-file", "Use this file to authenticate the connection.") { Value = "PRIVATE_KEY_FILE" };
    public static readonly GnuOption User = new("-u --user", "Connect as this user.") { Value = "REMOTE_USER" };
    public static readonly GnuOption ConnectionName = new("-c --connection", "How hosts are reached.") { Value = "CONNECTION" };
    public static readonly GnuOption Timeout = new("-T --timeout", "Seconds until a connection counts as failed.") { Value = "TIMEOUT" };
    public static readonly GnuOption SshCommonArgs = new("--ssh-common-args", "Arguments for ssh, scp and sftp.") { Value = "ARGUMENTS" };
    public static readonly GnuOption SftpExtraArgs = new("--sftp-extra-args", "Arguments for sftp alone.") { Value = "ARGUMENTS" };
    public static readonly GnuOption ScpExtraArgs = new("--scp-extra-args", "Arguments for scp alone.") { Value = "ARGUMENTS" };
    public static readonly GnuOption SshExtraArgs = new("--ssh-extra-args", "Arguments for ssh alone.") { Value = "ARGUMENTS" };
    public static readonly GnuOption AskPass = new("-k --ask-pass", "Ask for the connection's password.");
    public static readonly GnuOption ConnectionPasswordFile = new("--connection-password-file --conn-pass-file", "Read the connection's password from a file.") { Value = "FILE" };
    public static readonly GnuOption Become = new("-b --become", "Run as another user.");
    public static readonly GnuOption BecomeMethod = new("--become-method", "By which means: sudo, su, doas.") { Value = "METHOD" };
    public static readonly GnuOption BecomeUser = new("--become-user", "As this user.") { Value = "USER" };
    public static readonly GnuOption AskBecomePass = new("-K --ask-become-pass", "Ask for the password to become the user.");
    public static readonly GnuOption BecomePasswordFile = new("--become-password-file --become-pass-file", "Read that password from a file.") { Value = "FILE" };
    public static readonly GnuOption Inventory = new("-i --inventory --inventory-file", "A file, a folder, or hosts with commas; may be given several times.") { Value = "INVENTORY" };
    public static readonly GnuOption ListHosts = new("--list-hosts", "Show the hosts and do nothing.");
    public static readonly GnuOption Limit = new("-l --limit", "Limit the run to these hosts.") { Value = "SUBSET" };
    public static readonly GnuOption ExtraVars = new("-e --extra-vars", "Variables as key=value, YAML or JSON, or @file.") { Value = "EXTRA_VARS" };
    public static readonly GnuOption Forks = new("-f --forks", "On how many hosts at the same time.") { Value = "FORKS" };
    public static readonly GnuOption ModulePath = new("-M --module-path", "Folders of modules.") { Value = "PATH" };
    public static readonly GnuOption Check = new("-C --check", "Predict instead of changing anything.");
    public static readonly GnuOption Diff = new("-D --diff", "Show differences of files.");
    public static readonly GnuOption VaultId = new("--vault-id", "An identity with the source of its password.") { Value = "ID" };
    public static readonly GnuOption AskVaultPass = new("-J --ask-vault-password --ask-vault-pass", "Ask for the vault's password.");
    public static readonly GnuOption VaultPasswordFile = new("--vault-password-file --vault-pass-file", "Read the vault's password from a file.") { Value = "FILE" };
    public static readonly GnuOption Tags = new("-t --tags", "Only tasks with these tags.") { Value = "TAGS" };
    public static readonly GnuOption SkipTags = new("--skip-tags", "No tasks with these tags.") { Value = "TAGS" };
    public static readonly GnuOption ForceHandlers = new("--force-handlers", "Run handlers even if a task fails.");
    public static readonly GnuOption FlushCache = new("--flush-cache", "Forget the facts that are kept.");
    public static readonly GnuOption SyntaxCheck = new("--syntax-check", "Check the playbook and do nothing.");
    public static readonly GnuOption ListTasks = new("--list-tasks", "Show the tasks and do nothing.");
    public static readonly GnuOption ListTags = new("--list-tags", "Show the tags and do nothing.");
    public static readonly GnuOption Step = new("--step", "Ask before each task.");
    public static readonly GnuOption StartAtTask = new("--start-at-task", "Begin at the task of this name.") { Value = "NAME" };
    public static readonly GnuOption Resume = new("--resume", "Go on where the last run of these playbooks stopped.");
    public static readonly GnuOption Callback = new("--callback", "How the run is shown: plumb, default, minimal, oneline, json, yaml.") { Value = "NAME" };
    public static readonly GnuOption ModuleName = new("-m --module-name", "The module to run; command if none is named.") { Value = "MODULE" };
    public static readonly GnuOption Args = new("-a --args", "Its arguments, as key=value or JSON.") { Value = "ARGUMENTS" };
    public static readonly GnuOption Background = new("-B --background", "Let it run by itself for so long.") { Value = "SECONDS" };
    public static readonly GnuOption Poll = new("-P --poll", "How often to look whether it is done.") { Value = "SECONDS" };
    public static readonly GnuOption OneLine = new("-o --one-line", "Each result in one line.");
    public static readonly GnuOption Tree = new("-t --tree", "Keep results in this folder.") { Value = "FOLDER" };
    public static readonly GnuOption TaskTimeout = new("--task-timeout", "End the task after so long.") { Value = "SECONDS" };
    public static readonly GnuOption PlaybookDir = new("--playbook-dir", "The folder that stands for the playbook's.") { Value = "FOLDER" };

    private static readonly GnuOption[] Shared =
    [
        Verbose, PrivateKey, User, ConnectionName, Timeout, SshCommonArgs, SftpExtraArgs, ScpExtraArgs, SshExtraArgs, AskPass, ConnectionPasswordFile, Become, BecomeMethod, BecomeUser, AskBecomePass, BecomePasswordFile, Inventory, ListHosts, Limit, ExtraVars, Forks, ModulePath, Check, Diff, VaultId, AskVaultPass, VaultPasswordFile,
    ];

    public static IReadOnlyList<GnuOption> OfPlaybooks { get; } = [.. Shared, Tags, SkipTags, ForceHandlers, FlushCache, SyntaxCheck, ListTasks, ListTags, Step, StartAtTask];

    /// <summary>Those of plays under our own name: the peer has no such options.</summary>
    public static IReadOnlyList<GnuOption> OfPlays { get; } = [.. OfPlaybooks, Resume, Callback];

    public static IReadOnlyList<GnuOption> OfConsole { get; } = [.. Shared, Step, TaskTimeout, PlaybookDir];

    public static IReadOnlyList<GnuOption> OfAdHoc { get; } = [.. Shared, ModuleName, Args, Background, Poll, OneLine, Tree, TaskTimeout, PlaybookDir];
}
