using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.SourceControl;

/// <summary>Clones a git repository, and brings a clone to a version.</summary>
internal sealed class GitOperation : IOperation
{
    public OperationSpec Spec { get; } = new("git", "Deploy software (or files) from git checkouts")
    {
        Arguments =
        [
            new("repo", ArgumentType.Text, "The repository's address") { Required = true, Aliases = ["name"] },
            new("dest", ArgumentType.Path, "Where the clone is"),
            new("version", ArgumentType.Text, "A branch, tag or commit") { Default = "HEAD" },
            new("remote", ArgumentType.Text, "What the clone calls the repository") { Default = "origin" },
            new("refspec", ArgumentType.Text, "What to fetch besides"),
            new("reference", ArgumentType.Text, "A clone whose objects are shared"),
            new("force", ArgumentType.Boolean, "Throw changes of files away") { Default = false },
            new("depth", ArgumentType.Integer, "How many commits deep to clone"),
            new("clone", ArgumentType.Boolean, "Clone where there is no clone yet") { Default = true },
            new("update", ArgumentType.Boolean, "Fetch what is new") { Default = true },
            new("verify_commit", ArgumentType.Boolean, "Check the signature of the version") { Default = false },
            new("gpg_whitelist", ArgumentType.List, "Fingerprints of keys whose signatures are trusted") { Elements = ArgumentType.Text, Default = ListData.Empty, Aliases = ["gpg_allowlist"] },
            new("accept_hostkey", ArgumentType.Boolean, "Trust the host key of the repository, whatever it is") { Default = false },
            new("accept_newhostkey", ArgumentType.Boolean, "Trust a host key that is not known yet") { Default = false },
            new("key_file", ArgumentType.Path, "The private key for ssh"),
            new("ssh_opts", ArgumentType.Text, "Options for ssh"),
            new("executable", ArgumentType.Path, "The path of git"),
            new("bare", ArgumentType.Boolean, "Keep the repository without a working tree") { Default = false },
            new("recursive", ArgumentType.Boolean, "Bring submodules along") { Default = true },
            new("single_branch", ArgumentType.Boolean, "Clone the history of one branch only") { Default = false },
            new("track_submodules", ArgumentType.Boolean, "Bring submodules to the newest commit of their branch") { Default = false },
            new("umask", ArgumentType.Raw, "The mask of new files' permissions, as octal text"),
            new("archive", ArgumentType.Path, "An archive to make of the version"),
            new("archive_prefix", ArgumentType.Text, "What the archive's paths begin with"),
            new("separate_git_dir", ArgumentType.Path, "The folder of the repository itself"),
        ],
        MutuallyExclusive = [["separate_git_dir", "bare"], ["accept_hostkey", "accept_newhostkey"]],
        RequiredBy = [new("archive_prefix", ["archive"])],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new GitRun(context).RunAsync(cancellation);
}
