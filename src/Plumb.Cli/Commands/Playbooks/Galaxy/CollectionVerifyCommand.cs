using Plumb.Cli.Arguments.Gnu;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Collections;
using Plumb.Playbooks.Galaxy.Requirements;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>collections verify</c>: whether installed collections are what the server has, file by file, or at least what their own lists say.</summary>
internal static class CollectionVerifyCommand
{
    private const int Failed = 1;

    private static readonly GnuOption LocalOnly = new("--offline", "Hold the files against the lists of the installed collection alone, without asking a server.");

    public static GnuCommand Command { get; } = new("verify", "Compare installed collections with those of the server.")
    {
        Options = [.. GalaxyOptions.OfServers, GalaxyOptions.CollectionsPath, GalaxyOptions.RequirementsFile, GalaxyOptions.IgnoreErrors, LocalOnly, .. GalaxyOptions.OfSignatures],
        Operands = "[collection_name ...]",
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, cancellation) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments, cancellation)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments, CancellationToken cancellation)
    {
        var file = arguments.Value(GalaxyOptions.RequirementsFile);
        if (file is not null == arguments.Operands.Count > 0) return await session.RefuseAsync(Failed, file is null ? "You must specify a collection name or a requirements file." : "The positional collection_name arg and --requirements-file are mutually exclusive.").ConfigureAwait(false);
        var wanted = file is not null ? RequirementsFile.Read(session.Environment.Expand(file), session.Diagnostics).Collections : [.. arguments.Operands.Select(o => CollectionRequirement.Parse(o, _ => false) ?? throw new FetchException($"\"{o}\" is no name of the form namespace.collection."))];
        if (session.Diagnostics.HasErrors) return Failed;
        var paths = arguments.Values(GalaxyOptions.CollectionsPath).SelectMany(p => p.Split(':')).Select(p => session.Environment.Expand(p)).Concat(session.Settings.CollectionsPaths).ToList();
        var verifier = new CollectionVerifier(session.Downloads, arguments.Has(LocalOnly) ? [] : session.Servers(), GalaxyOptions.SignatureCheckOf(session, arguments), session.Output);
        var isWhole = true;
        foreach (var requirement in wanted)
        {
            if (requirement.Kind != CollectionSourceKind.Galaxy) throw new FetchException($"{requirement.Source} cannot be verified: only collections by their names can.");
            try
            {
                var installed = paths.SelectMany(InstalledCollections.List).FirstOrDefault(c => c.Info.FullName == requirement.Source) ?? throw new FetchException($"Collection {requirement.Source} is not installed in any of the collection paths.");
                isWhole &= await verifier.VerifyAsync(installed, requirement, GalaxyOptions.SignaturesOf(session, arguments, requirement), cancellation).ConfigureAwait(false);
            }
            catch (FetchException fault) when (arguments.Has(GalaxyOptions.IgnoreErrors))
            {
                session.Output.Warn($"Failed to verify collection {requirement.Source} but skipping due to --ignore-errors being set. Error: {fault.Message}");
            }
        }
        return isWhole ? 0 : Failed;
    }
}
