using Plumb.Cli.Arguments.Gnu;
using Plumb.Operations.Data;
using Plumb.Playbooks.Galaxy;
using Plumb.Playbooks.Galaxy.Requirements;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>roles init</c> and <c>collections init</c>: the files that a new one starts with.</summary>
internal static class InitCommands
{
    private const int Failed = 1;

    private static readonly GnuOption InitPath = new("--init-path", "Where to create it.") { Value = "INIT_PATH" };
    private static readonly GnuOption RoleSkeleton = new("--role-skeleton", "A folder whose files it starts with.") { Value = "SKELETON" };
    private static readonly GnuOption CollectionSkeleton = new("--collection-skeleton", "A folder whose files it starts with.") { Value = "SKELETON" };
    private static readonly GnuOption RoleType = new("--type", "Taken for compatibility.") { Value = "ROLE_TYPE" };

    public static GnuCommand Role { get; } = new("init", "Create a new role.")
    {
        Options = [.. GalaxyOptions.OfServers, GalaxyOptions.Force, InitPath, GalaxyOptions.Offline, RoleSkeleton, RoleType],
        Operands = "role_name",
        MinOperands = 1,
        MaxOperands = 1,
        Run = (terminal, arguments, _) => GalaxySession.RunAsync(terminal, arguments, session => CreateRoleAsync(session, arguments)),
    };

    public static GnuCommand Collection { get; } = new("init", "Create a new collection.")
    {
        Options = [GalaxyOptions.Verbose, GalaxyOptions.Force, InitPath, CollectionSkeleton],
        Operands = "collection_name",
        MinOperands = 1,
        MaxOperands = 1,
        Run = (terminal, arguments, _) => GalaxySession.RunAsync(terminal, arguments, session => CreateCollectionAsync(session, arguments)),
    };

    private static async Task<int> CreateRoleAsync(GalaxySession session, GnuArguments arguments)
    {
        var name = arguments.Operands[0];
        if (name.Contains('/', StringComparison.Ordinal) || name is "." or ".." or "") return await session.RefuseAsync(Failed, $"\"{name}\" is no name for a role.").ConfigureAwait(false);
        var files = FilesOf(session, arguments.Value(RoleSkeleton) ?? session.Settings.Text("GALAXY_ROLE_SKELETON"), "GALAXY_ROLE_SKELETON_IGNORE") ?? Skeleton.Role(name);
        return await CreateAsync(session, arguments, name, "Role", name, files).ConfigureAwait(false);
    }

    private static async Task<int> CreateCollectionAsync(GalaxySession session, GnuArguments arguments)
    {
        var name = arguments.Operands[0];
        if (!CollectionRequirement.IsName(name)) return await session.RefuseAsync(Failed, $"Invalid collection name '{name}', name must be in the format <namespace>.<collection>.").ConfigureAwait(false);
        var (space, own) = (name.Split('.')[0], name.Split('.')[1]);
        var files = FilesOf(session, arguments.Value(CollectionSkeleton) ?? session.Settings.Text("GALAXY_COLLECTION_SKELETON"), "GALAXY_COLLECTION_SKELETON_IGNORE") ?? Skeleton.Collection(space, own);
        return await CreateAsync(session, arguments, Path.Combine(space, own), "Collection", name, files).ConfigureAwait(false);
    }

    private static async Task<int> CreateAsync(GalaxySession session, GnuArguments arguments, string folder, string what, string name, IReadOnlyList<(string Path, string? Content)> files)
    {
        var full = Path.Combine(session.Environment.Expand(arguments.Value(InitPath) ?? "."), folder);
        if (File.Exists(full)) return await session.RefuseAsync(Failed, $"- the path {full} already exists, but is a file - aborting").ConfigureAwait(false);
        if (Directory.Exists(full) && !arguments.Has(GalaxyOptions.Force))
            return await session.RefuseAsync(Failed, $"- the directory {full} already exists. You can use --force to re-initialize this directory,\nhowever it will reset any main.yml files that may have\nbeen modified there already.").ConfigureAwait(false);
        Skeleton.Write(full, files);
        session.Output.Say($"- {what} {name} was created successfully");
        return 0;
    }

    private static IReadOnlyList<(string Path, string? Content)>? FilesOf(GalaxySession session, string? skeleton, string ignoredSetting)
    {
        if (skeleton is null) return null;
        var ignored = session.Settings.List(ignoredSetting).Select(p => p.Trim('^', '$').Replace(".*", "*", StringComparison.Ordinal)).ToArray();
        return Skeleton.OfFolder(session.Environment.Expand(skeleton), name => ignored.Any(p => ShellPattern.Matches(p, name)));
    }
}
