using Plumb.Cli.Arguments.Gnu;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Options of pulling playbooks from a repository.</summary>
internal static class PullOptions
{
    public static readonly GnuOption Url = new("-U --url", "The repository of the playbook.") { Value = "URL" };
    public static readonly GnuOption Directory = new("-d --directory", "Where it is checked out; ~/.ansible/pull and the name of this machine if not given.") { Value = "DEST" };
    public static readonly GnuOption Checkout = new("-C --checkout", "The branch, tag or commit.") { Value = "CHECKOUT" };
    public static readonly GnuOption AcceptHostKey = new("--accept-host-key", "Trust the repository's host at first sight.");
    public static readonly GnuOption Full = new("--full", "Clone with the whole history.");
    public static readonly GnuOption Clean = new("--clean", "Throw away what was changed in the checkout.");
    public static readonly GnuOption Purge = new("--purge", "Remove the checkout afterwards.");
    public static readonly GnuOption OnlyIfChanged = new("-o --only-if-changed", "Run the playbook only where the repository has changed.");
    public static readonly GnuOption Sleep = new("-s --sleep", "Wait for up to so many seconds first, so that not all machines come at once.") { Value = "SLEEP" };
    public static readonly GnuOption Force = new("-f --force", "Run the playbook even if the repository cannot be updated.");
    public static readonly GnuOption ModuleName = new("-m --module-name", "The module that checks the repository out.") { Value = "MODULE_NAME", Choices = ["git", "subversion"] };
    public static readonly GnuOption TrackSubmodules = new("--track-subs", "Take the latest commits of submodules.");
    public static readonly GnuOption VerifyCommit = new("--verify-commit", "Refuse a commit without a signature that is trusted.");
    public static readonly GnuOption Check = new("--check", "Predict instead of changing anything.");
    public static readonly GnuOption Diff = new("--diff", "Show differences of files.");

    /// <summary>What is handed on to the playbook as it is.</summary>
    public static IReadOnlyList<GnuOption> HandedOn { get; } =
    [
        PlayOptions.Verbose, PlayOptions.PrivateKey, PlayOptions.User, PlayOptions.ConnectionName, PlayOptions.Timeout, PlayOptions.SshCommonArgs, PlayOptions.SftpExtraArgs, PlayOptions.ScpExtraArgs, PlayOptions.SshExtraArgs,
        PlayOptions.AskPass, PlayOptions.ConnectionPasswordFile, PlayOptions.AskBecomePass, PlayOptions.BecomePasswordFile, PlayOptions.ExtraVars, PlayOptions.ModulePath, PlayOptions.VaultId, PlayOptions.AskVaultPass, PlayOptions.VaultPasswordFile,
        PlayOptions.Tags, PlayOptions.SkipTags,
    ];

    public static IReadOnlyList<GnuOption> All { get; } =
    [
        .. HandedOn, PlayOptions.Inventory, PlayOptions.ListHosts, PlayOptions.Limit, Url, Directory, Checkout, AcceptHostKey, Full, Clean, Purge, OnlyIfChanged, Sleep, Force, ModuleName, TrackSubmodules, VerifyCommit, Check, Diff,
    ];
}
