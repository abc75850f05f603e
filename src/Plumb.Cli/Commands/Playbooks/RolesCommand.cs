using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Galaxy;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary><c>roles</c> and <c>collections</c>, and <c>ansible-galaxy</c>, which has both.</summary>
internal static class RolesCommand
{
    public static GnuCommand Roles { get; } = new("roles", "Install, list and remove roles.")
    {
        Subcommands = [RoleInstallCommand.Command, RoleListCommand.Command, RoleRemoveCommand.Command, RoleInfoCommand.Command, InitCommands.Role],
    };

    public static GnuCommand Collections { get; } = new("collections", "Install, list and build collections.")
    {
        Subcommands = [CollectionInstallCommand.Command, CollectionListCommand.Command, CollectionVerifyCommand.Command, CollectionBuildCommand.Command, InitCommands.Collection],
    };

    /// <summary>Without a type roles are meant, as ever.</summary>
    public static GnuCommand Galaxy { get; } = new("galaxy", "Install, list and remove roles and collections.")
    {
        Subcommands = [Roles with { Name = "role" }, Collections with { Name = "collection" }, .. Roles.Subcommands.Select(s => s == RoleInstallCommand.Command ? RoleInstallCommand.Both : s)],
    };
}
