using Plumb.Cli.Arguments.Gnu;
using Plumb.Playbooks.Galaxy.Roles;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>roles list</c>: the roles that are there, with their versions.</summary>
internal static class RoleListCommand
{
    private const int WrongOptions = 5;

    public static GnuCommand Command { get; } = new("list", "Show the roles that are installed, with their versions.")
    {
        Options = [GalaxyOptions.RolesPath, GalaxyOptions.Verbose],
        Operands = "[role]",
        MaxOperands = 1,
        Run = (terminal, arguments, _) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments)
    {
        var wanted = arguments.Operands.Count > 0 ? arguments.Operands[0] : null;
        var (isAnyPath, isFound) = (false, false);
        foreach (var path in RolePaths.Of(session, arguments))
        {
            if (!Directory.Exists(path))
            {
                session.Output.Warn($"- the configured path {path} {(File.Exists(path) ? "exists, but it is not a directory." : "does not exist.")}");
                continue;
            }
            isAnyPath = true;
            var roles = InstalledRole.List(path).Where(r => wanted is null || r.Name == wanted).ToArray();
            if (wanted is null || roles.Length > 0) session.Output.Say($"# {path}");
            foreach (var role in roles) session.Output.Say($"- {role.Name}, {role.Version ?? "(unknown version)"}");
            isFound |= roles.Length > 0;
        }
        if (wanted is not null && !isFound) session.Output.Warn($"- the role {wanted} was not found");
        return isAnyPath ? 0 : await session.RefuseAsync(WrongOptions, "- None of the provided paths were usable. Please specify a valid path with --roles-path").ConfigureAwait(false);
    }
}
