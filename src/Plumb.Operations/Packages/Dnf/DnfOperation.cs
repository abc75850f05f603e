using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Packages.Dnf;

/// <summary>Manages packages with dnf, dnf5 or yum, whichever the host has: through the program itself, so that no Python bindings have to be there.</summary>
internal sealed class DnfOperation : IOperation
{
    public OperationSpec Spec { get; } = new("dnf", "Manages packages with the dnf package manager")
    {
        OtherNames = ["dnf5"],
        Arguments =
        [
            Names("name", "The packages, groups as @NAME, files or addresses.") with { Aliases = ["pkg"], Default = ListData.Empty },
            new("list", ArgumentType.Text, "Tell of packages instead: installed, available, updates, repos, or a name."),
            new("state", ArgumentType.Text, "How the packages are to be; present unless autoremove is asked for.") { Choices = ["absent", "present", "installed", "removed", "latest"] },
            new("use_backend", ArgumentType.Text, "The program.") { Default = "auto", Choices = ["auto", "yum", "yum4", "dnf", "dnf4", "dnf5"] },
            Names("enablerepo", "Repositories to use besides.") with { Default = ListData.Empty },
            Names("disablerepo", "Repositories not to use.") with { Default = ListData.Empty },
            Names("exclude", "Packages to leave alone.") with { Default = ListData.Empty },
            new("conf_file", ArgumentType.Text, "The configuration."),
            new("disable_gpg_check", ArgumentType.Boolean, "Take packages without a trusted signature.") { Default = false },
            new("installroot", ArgumentType.Text, "The root folder to install in.") { Default = "/" },
            new("releasever", ArgumentType.Text, "The release of the system."),
            new("autoremove", ArgumentType.Boolean, "Remove what nothing needs any more.") { Default = false },
            new("skip_broken", ArgumentType.Boolean, "Leave out what cannot be installed.") { Default = false },
            new("update_cache", ArgumentType.Boolean, "Make the lists of packages new first.") { Default = false, Aliases = ["expire-cache"] },
            new("update_only", ArgumentType.Boolean, "With latest, leave alone what is not installed.") { Default = false },
            new("security", ArgumentType.Boolean, "With latest, only updates for security.") { Default = false },
            new("bugfix", ArgumentType.Boolean, "With latest, only updates that mend faults.") { Default = false },
            new("download_only", ArgumentType.Boolean, "Fetch packages and do not install them.") { Default = false },
            new("download_dir", ArgumentType.Text, "The folder for them."),
            new("allow_downgrade", ArgumentType.Boolean, "Install an older version.") { Default = false },
            new("allowerasing", ArgumentType.Boolean, "Remove what stands in the way.") { Default = false },
            new("nobest", ArgumentType.Boolean, "Take an older version where the newest cannot be had.") { Default = false },
            new("best", ArgumentType.Boolean, "Take no older version."),
            new("install_weak_deps", ArgumentType.Boolean, "Install what packages recommend.") { Default = true },
            new("cacheonly", ArgumentType.Boolean, "Use lists as they are.") { Default = false },
            Names("disable_plugin", "Plugins to leave out.") with { Default = ListData.Empty },
            Names("enable_plugin", "Plugins to use.") with { Default = ListData.Empty },
            new("disable_excludes", ArgumentType.Text, "Whose exclusions do not hold: all, main, or a repository."),
            new("install_repoquery", ArgumentType.Boolean, "Has no use.") { Default = true },
            new("lock_timeout", ArgumentType.Integer, "Seconds to wait for others who change packages.") { Default = 30 },
            new("validate_certs", ArgumentType.Boolean, "Whether certificates must be trusted.") { Default = true },
            new("sslverify", ArgumentType.Boolean, "Whether certificates of repositories must be trusted.") { Default = true },
        ],
        RequiredOneOf = [["name", "list", "update_cache"]],
        MutuallyExclusive = [["name", "list"], ["autoremove", "list"], ["best", "nobest"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var state = context.Arguments.Text("state");
        if (context.Arguments.Flag("autoremove") && state is not (null or "absent" or "removed")) return OperationResult.Failure("Autoremove should be used alone or with state=absent");
        var run = new DnfRun(context, cancellation);
        if (context.Arguments.Text("list") is { Length: > 0 } list) return await run.ListAsync(list);
        if (context.Arguments.Flag("update_cache")) await run.UpdateListsAsync();
        return state switch
        {
            "absent" or "removed" => await run.RemoveAsync(),
            null when context.Arguments.Flag("autoremove") => await run.RemoveAsync(),
            "latest" => await run.UpgradeAsync(),
            _ => await run.InstallAsync(),
        };
    }

    private static ArgumentSpec Names(string name, string description) => new(name, ArgumentType.List, description) { Elements = ArgumentType.Text };
}
