using Plumb.Cli.Arguments.Gnu;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary>The folders of roles: those given first, then those of the settings.</summary>
internal static class RolePaths
{
    public static IReadOnlyList<string> Of(GalaxySession session, GnuArguments arguments) =>
    [
        .. arguments.Values(GalaxyOptions.RolesPath).SelectMany(p => p.Split(':', StringSplitOptions.RemoveEmptyEntries)).Select(p => session.Environment.Expand(p)).Concat(session.Settings.RolesPath).Distinct(StringComparer.Ordinal),
    ];
}
