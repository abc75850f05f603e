using Plumb.Cli.Arguments.Gnu;
using Plumb.Playbooks.Galaxy;
using Plumb.Playbooks.Galaxy.Collections;
using Plumb.Playbooks.Galaxy.Requirements;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>collections install</c>: collections from servers, repositories, archives and folders.</summary>
internal static class CollectionInstallCommand
{
    private const int Failed = 1;

    private static readonly GnuOption PreReleases = new("--pre", "Take versions before their release, too.");
    private static readonly GnuOption Upgrade = new("-U --upgrade", "Take newer versions of what is there.");
    private static readonly GnuOption[] ForCompatibility =
    [
        new("--clear-response-cache", "Taken for compatibility: answers are not kept."),
        new("--no-cache", "Taken for compatibility: answers are not kept."),
    ];

    public static GnuCommand Command { get; } = new("install", "Install collections.")
    {
        Options =
        [
            .. GalaxyOptions.OfServers, GalaxyOptions.Force, GalaxyOptions.IgnoreErrors, GalaxyOptions.NoDependencies, GalaxyOptions.ForceDependencies,
            GalaxyOptions.CollectionsPath, GalaxyOptions.RequirementsFile, PreReleases, Upgrade, GalaxyOptions.Offline, .. GalaxyOptions.OfSignatures, GalaxyOptions.DisableSignatures, .. ForCompatibility,
        ],
        Operands = "[collection_name ...]",
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, cancellation) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments, cancellation)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments, CancellationToken cancellation)
    {
        var file = arguments.Value(GalaxyOptions.RequirementsFile);
        if (file is not null && arguments.Operands.Count > 0) return await session.RefuseAsync(Failed, "The positional collection_name arg and --requirements-file are mutually exclusive.").ConfigureAwait(false);
        if (file is null && arguments.Operands.Count == 0) return await session.RefuseAsync(Failed, "You must specify a collection name or a requirements file.").ConfigureAwait(false);
        var requirements = file is not null ? RequirementsFile.Read(session.Environment.Expand(file), session.Diagnostics).Collections : Named(session, arguments.Operands);
        if (session.Diagnostics.HasErrors) return Failed;
        if (requirements.Count == 0)
        {
            session.Output.Say("Skipping install, no requirements found");
            return 0;
        }
        session.Output.Say("Starting galaxy collection install process");
        var options = Options(session, arguments);
        await new CollectionInstaller(session.Git, session.Downloads, session.Servers(), options, session.Output).InstallAsync(requirements, cancellation).ConfigureAwait(false);
        return 0;
    }

    private static CollectionInstallOptions Options(GalaxySession session, GnuArguments arguments)
    {
        var path = arguments.Value(GalaxyOptions.CollectionsPath) is { } given ? session.Environment.Expand(given) : session.Settings.CollectionsPaths[0];
        if (!session.Settings.CollectionsPaths.Contains(path) && !session.Settings.CollectionsPaths.Contains(InstalledCollections.RootOf(path)))
            session.Output.Warn($"The specified collections path '{path}' is not part of the configured Ansible collections paths '{string.Join(':', session.Settings.CollectionsPaths)}'. The installed collection will not be picked up in an Ansible run, unless within a playbook-adjacent collections directory.");
        return new CollectionInstallOptions
        {
            Path = path,
            Force = arguments.Has(GalaxyOptions.Force) || arguments.Has(GalaxyOptions.ForceDependencies),
            ForceDependencies = arguments.Has(GalaxyOptions.ForceDependencies),
            NoDependencies = arguments.Has(GalaxyOptions.NoDependencies),
            IgnoreErrors = arguments.Has(GalaxyOptions.IgnoreErrors),
            PreReleases = arguments.Has(PreReleases),
            Upgrade = arguments.Has(Upgrade),
            Offline = arguments.Has(GalaxyOptions.Offline),
            Signatures = GalaxyOptions.SignatureCheckOf(session, arguments),
            SignatureSources = GalaxyOptions.SignaturesOf(session, arguments, null),
        };
    }

    private static List<CollectionRequirement> Named(GalaxySession session, IReadOnlyList<string> operands)
    {
        var requirements = new List<CollectionRequirement>();
        foreach (var operand in operands)
        {
            if (CollectionRequirement.Parse(operand, path => Path.Exists(Path.GetFullPath(path, session.Environment.WorkingFolder))) is not { } requirement)
                session.Diagnostics.Add(GalaxyRules.Name, null, $"\"{operand}\" is neither a name of the form namespace.collection nor a path, an address or a repository.");
            else requirements.Add(requirement.Kind == CollectionSourceKind.Path ? requirement with { Source = session.Environment.Expand(requirement.Source) } : requirement);
        }
        return requirements;
    }
}
