using Plumb.Operations.Model;

namespace Plumb.Operations.Packages.Apt;

/// <summary>Installs, upgrades and removes packages of Debian and its relatives.</summary>
internal sealed class AptOperation : IOperation
{
    public OperationSpec Spec { get; } = new("apt", "Manages apt-packages")
    {
        Arguments =
        [
            new("package", ArgumentType.List, "Packages, with =VERSION or >=VERSION where one is meant; deb files go to deb") { Elements = ArgumentType.Text, Aliases = ["pkg", "name"] },
            new("state", ArgumentType.Text, "How the packages are to be") { Default = "present", Choices = ["absent", "build-dep", "fixed", "latest", "present"] },
            new("update_cache", ArgumentType.Boolean, "Make the lists of packages new first") { Aliases = ["update-cache"] },
            new("update_cache_retries", ArgumentType.Integer, "How often making the lists new is tried") { Default = 5 },
            new("update_cache_retry_max_delay", ArgumentType.Integer, "The longest wait between tries in seconds") { Default = 12 },
            new("cache_valid_time", ArgumentType.Integer, "Seconds for which lists count as new") { Default = 0 },
            new("purge", ArgumentType.Boolean, "Remove configuration files too") { Default = false },
            new("default_release", ArgumentType.Text, "The release that is preferred") { Aliases = ["default-release"] },
            new("install_recommends", ArgumentType.Boolean, "Whether to install what packages recommend") { Aliases = ["install-recommends"] },
            new("force", ArgumentType.Boolean, "Go on where apt-get refuses; destroys systems") { Default = false },
            new("clean", ArgumentType.Boolean, "Empty the store of downloaded packages") { Default = false },
            new("allow_unauthenticated", ArgumentType.Boolean, "Install packages whose origin is not proven") { Default = false, Aliases = ["allow-unauthenticated"] },
            new("allow_downgrade", ArgumentType.Boolean, "Install a version older than the present one") { Default = false, Aliases = ["allow-downgrade", "allow_downgrades", "allow-downgrades"] },
            new("allow_change_held_packages", ArgumentType.Boolean, "Change packages that are on hold") { Default = false },
            new("upgrade", ArgumentType.Text, "Upgrade all packages, and how far") { Default = "no", Choices = ["dist", "full", "no", "safe", "yes"] },
            new("dpkg_options", ArgumentType.Text, "Options for dpkg without dashes, separated by commas") { Default = "force-confdef,force-confold" },
            new("deb", ArgumentType.Path, "A package file to install, or its address"),
            new("autoremove", ArgumentType.Boolean, "Remove packages that nothing needs any more") { Default = false },
            new("autoclean", ArgumentType.Boolean, "Remove downloaded packages that are out of date") { Default = false },
            new("policy_rc_d", ArgumentType.Integer, "The exit code that decides whether services start on installation"),
            new("only_upgrade", ArgumentType.Boolean, "Leave packages alone that are not installed") { Default = false },
            new("fail_on_autoremove", ArgumentType.Boolean, "Fail where a package would be removed") { Default = false },
            new("force_apt_get", ArgumentType.Boolean, "Use apt-get even where aptitude is installed") { Default = false },
            new("lock_timeout", ArgumentType.Integer, "Seconds to wait for others who change packages") { Default = 60 },
        ],
        MutuallyExclusive = [["deb", "package", "upgrade"]],
        RequiredOneOf = [["autoremove", "deb", "package", "update_cache", "upgrade"]],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new AptRun(context).RunAsync(cancellation);
}
