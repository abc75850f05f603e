using Plumb.Cli.Arguments.Gnu;
using Plumb.Playbooks.Galaxy.Roles;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>roles remove</c>: removes roles from the folders of roles.</summary>
internal static class RoleRemoveCommand
{
    public static GnuCommand Command { get; } = new("remove", "Remove roles.")
    {
        Options = [GalaxyOptions.RolesPath, GalaxyOptions.Verbose],
        Operands = "role [role ...]",
        MinOperands = 1,
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, _) => GalaxySession.RunAsync(terminal, arguments, session => Task.FromResult(Run(session, arguments))),
    };

    private static int Run(GalaxySession session, GnuArguments arguments)
    {
        foreach (var name in arguments.Operands)
        {
            // Only what has metadata or a record is a role; a folder named by accident stays.
            var role = name.Contains('/', StringComparison.Ordinal) || name is "." or ".." ? null : InstalledRole.Find(name, RolePaths.Of(session, arguments));
            if (role is null || !(role.HasMetadata || role.HasRecord))
            {
                session.Output.Say($"- {name} is not installed, skipping.");
                continue;
            }
            role.Remove();
            session.Output.Say($"- successfully removed {name}");
        }
        return 0;
    }
}
