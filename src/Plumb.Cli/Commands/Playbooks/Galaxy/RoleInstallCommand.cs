using Plumb.Cli.Arguments.Gnu;
using Plumb.Playbooks.Galaxy.Collections;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Galaxy.Roles;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>roles install</c>: roles from repositories, archives, folders and servers, and what they depend on.</summary>
internal static class RoleInstallCommand
{
    private const int Failed = 1;
    private const int WrongOptions = 5;

    private static readonly GnuOption KeepScm = new("-g --keep-scm-meta", "Taken for compatibility: a repository's history is left out.");

    public static GnuCommand Command { get; } = new("install", "Install roles.")
    {
        Options = [.. GalaxyOptions.OfServers, GalaxyOptions.Force, GalaxyOptions.RolesPath, GalaxyOptions.IgnoreErrors, GalaxyOptions.NoDependencies, GalaxyOptions.ForceDependencies, GalaxyOptions.RoleFile, KeepScm],
        Operands = "[role_name ...]",
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, cancellation) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments, withCollections: false, cancellation)),
    };

    /// <summary>What <c>ansible-galaxy install</c> is without a type: a file of requirements gives collections too.</summary>
    public static GnuCommand Both { get; } = Command with
    {
        Run = (terminal, arguments, cancellation) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments, withCollections: true, cancellation)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments, bool withCollections, CancellationToken cancellation)
    {
        var file = arguments.Value(GalaxyOptions.RoleFile);
        if (file is null && arguments.Operands.Count == 0) return await session.RefuseAsync(WrongOptions, "- you must specify a user/role name or a roles file").ConfigureAwait(false);
        if (file is not null && Path.GetExtension(file) is not (".yml" or ".yaml")) return await session.RefuseAsync(Failed, "Invalid role requirements file, it must end with a .yml or .yaml extension").ConfigureAwait(false);

        var requirements = file is null ? null : RequirementsFile.Read(session.Environment.Expand(file), session.Diagnostics);
        var roles = Selected(session, requirements, arguments.Operands);
        if (session.Diagnostics.HasErrors) return Failed;
        var hasCollections = requirements is { Collections.Count: > 0 };
        if (roles.Count == 0 && !(withCollections && hasCollections))
        {
            session.Output.Say("Skipping install, no requirements found");
            return 0;
        }
        if (roles.Count > 0 && !await InstallRolesAsync(session, arguments, roles, cancellation).ConfigureAwait(false)) return Failed;
        if (requirements is null || !hasCollections) return 0;
        if (withCollections && !arguments.Has(GalaxyOptions.RolesPath)) await InstallCollectionsAsync(session, arguments, requirements, cancellation).ConfigureAwait(false);
        else session.Output.Warn("The requirements file also holds collections, which are not installed here. To install them, run\n    ansible-galaxy collection install -r FILE");
        return 0;
    }

    private static List<RoleRequirement> Selected(GalaxySession session, RequirementsFile? requirements, IReadOnlyList<string> operands)
    {
        if (requirements is not null) return [.. requirements.Roles.Where(r => operands.Count == 0 || operands.Contains(r.Name))];
        var roles = new List<RoleRequirement>();
        foreach (var operand in operands)
        {
            if (RoleRequirement.Parse(operand) is { } role) roles.Add(role);
            else session.Diagnostics.Add(Plumb.Playbooks.Galaxy.GalaxyRules.Entry, null, $"Invalid role line ({operand}). Proper format is 'role_name[,version[,name]]'");
        }
        return roles;
    }

    private static Task<bool> InstallRolesAsync(GalaxySession session, GnuArguments arguments, List<RoleRequirement> roles, CancellationToken cancellation)
    {
        session.Output.Say("Starting galaxy role install process");
        var options = new RoleInstallOptions
        {
            Paths = RolePaths.Of(session, arguments),
            WorkingFolder = session.Environment.WorkingFolder,
            Force = arguments.Has(GalaxyOptions.Force) || arguments.Has(GalaxyOptions.ForceDependencies),
            ForceDependencies = arguments.Has(GalaxyOptions.ForceDependencies),
            NoDependencies = arguments.Has(GalaxyOptions.NoDependencies),
            IgnoreErrors = arguments.Has(GalaxyOptions.IgnoreErrors),
        };
        var fetcher = new RoleFetcher(session.Git, session.Downloads, session.Servers(), session.Output);
        return new RoleInstaller(fetcher, options, session.Output, TimeProvider.System).InstallAsync(roles, session.Diagnostics, cancellation);
    }

    private static Task InstallCollectionsAsync(GalaxySession session, GnuArguments arguments, RequirementsFile requirements, CancellationToken cancellation)
    {
        session.Output.Say("Starting galaxy collection install process");
        var options = new CollectionInstallOptions
        {
            Path = session.Settings.CollectionsPaths[0],
            Force = arguments.Has(GalaxyOptions.Force) || arguments.Has(GalaxyOptions.ForceDependencies),
            ForceDependencies = arguments.Has(GalaxyOptions.ForceDependencies),
            NoDependencies = arguments.Has(GalaxyOptions.NoDependencies),
            IgnoreErrors = arguments.Has(GalaxyOptions.IgnoreErrors),
        };
        return new CollectionInstaller(session.Git, session.Downloads, session.Servers(), options, session.Output).InstallAsync(requirements.Collections, cancellation);
    }
}
