namespace Plumb.Cli.Playbooks.Options;

/// <summary>The visible list of options, in the groups in which Ansible's programs share them.</summary>
internal static class PeerOptionTable
{
    public static IReadOnlyList<PeerOption> Common { get; } =
    [
        new("help", ["-h", "--help"], null, "show this help message and exit"),
        new("version", ["--version"], null, "show program's version number, config file location and exit"),
        new("verbose", ["-v", "--verbose"], null, "causes more to be printed; up to -vvvvvv"),
    ];

    public static IReadOnlyList<PeerOption> Connection { get; } =
    [
        new("private-key", ["--private-key", "--key-file"], "PRIVATE_KEY_FILE", "use this file to authenticate the connection"),
        new("user", ["-u", "--user"], "REMOTE_USER", "connect as this user"),
        new("connection", ["-c", "--connection"], "CONNECTION", "how hosts are reached"),
        new("timeout", ["-T", "--timeout"], "TIMEOUT", "seconds until a connection counts as failed"),
        new("ssh-common-args", ["--ssh-common-args"], "ARGUMENTS", "arguments for ssh, scp and sftp"),
        new("sftp-extra-args", ["--sftp-extra-args"], "ARGUMENTS", "arguments for sftp alone"),
        new("scp-extra-args", ["--scp-extra-args"], "ARGUMENTS", "arguments for scp alone"),
        new("ssh-extra-args", ["--ssh-extra-args"], "ARGUMENTS", "arguments for ssh alone"),
        new("ask-pass", ["-k", "--ask-pass"], null, "ask for the connection's password"),
        new("connection-password-file", ["--connection-password-file", "--conn-pass-file"], "FILE", "read the connection's password from a file"),
    ];

    public static IReadOnlyList<PeerOption> Become { get; } =
    [
        new("become", ["-b", "--become"], null, "run as another user"),
        new("become-method", ["--become-method"], "METHOD", "by which means: sudo, su, doas"),
        new("become-user", ["--become-user"], "USER", "as this user"),
        new("ask-become-pass", ["-K", "--ask-become-pass"], null, "ask for the password to become the user"),
        new("become-password-file", ["--become-password-file", "--become-pass-file"], "FILE", "read that password from a file"),
    ];

    public static IReadOnlyList<PeerOption> Run { get; } =
    [
        new("inventory", ["-i", "--inventory", "--inventory-file"], "INVENTORY", "a file, a folder, or hosts with commas; may be given several times"),
        new("list-hosts", ["--list-hosts"], null, "show the hosts and do nothing"),
        new("limit", ["-l", "--limit"], "SUBSET", "limit the run to these hosts"),
        new("extra-vars", ["-e", "--extra-vars"], "EXTRA_VARS", "variables as key=value, YAML or JSON, or @file"),
        new("forks", ["-f", "--forks"], "FORKS", "on how many hosts at the same time"),
        new("module-path", ["-M", "--module-path"], "PATH", "folders of modules"),
        new("check", ["-C", "--check"], null, "predict instead of changing anything"),
        new("diff", ["-D", "--diff"], null, "show differences of files"),
        new("vault-id", ["--vault-id"], "ID", "an identity with the source of its password"),
        new("ask-vault-pass", ["-J", "--ask-vault-password", "--ask-vault-pass"], null, "ask for the vault's password"),
        new("vault-password-file", ["--vault-password-file", "--vault-pass-file"], "FILE", "read the vault's password from a file"),
    ];

    public static IReadOnlyList<PeerOption> Playbook { get; } =
    [
        .. Common, .. Connection, .. Become, .. Run,
        new("tags", ["-t", "--tags"], "TAGS", "only tasks with these tags"),
        new("skip-tags", ["--skip-tags"], "TAGS", "no tasks with these tags"),
        new("force-handlers", ["--force-handlers"], null, "run handlers even if a task fails"),
        new("flush-cache", ["--flush-cache"], null, "forget the facts that are kept"),
        new("syntax-check", ["--syntax-check"], null, "check the playbook and do nothing"),
        new("list-tasks", ["--list-tasks"], null, "show the tasks and do nothing"),
        new("list-tags", ["--list-tags"], null, "show the tags and do nothing"),
        new("step", ["--step"], null, "ask before each task"),
        new("start-at-task", ["--start-at-task"], "NAME", "begin at the task of this name"),
    ];

    public static IReadOnlyList<PeerOption> AdHoc { get; } =
    [
        .. Common, .. Connection, .. Become, .. Run,
        new("module-name", ["-m", "--module-name"], "MODULE", "the module to run; command if none is named"),
        new("args", ["-a", "--args"], "ARGUMENTS", "its arguments, as key=value or JSON"),
        new("background", ["-B", "--background"], "SECONDS", "let it run by itself for so long"),
        new("poll", ["-P", "--poll"], "SECONDS", "how often to look whether it is done"),
        new("one-line", ["-o", "--one-line"], null, "each result in one line"),
        new("tree", ["-t", "--tree"], "FOLDER", "keep results in this folder"),
        new("task-timeout", ["--task-timeout"], "SECONDS", "end the task after so long"),
        new("playbook-dir", ["--playbook-dir"], "FOLDER", "the folder that stands for the playbook's"),
    ];
}
