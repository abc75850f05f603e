using Plumb.Cli.Arguments.Gnu;
using Plumb.Operations.Data;
using Plumb.Playbooks.Galaxy.Collections;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>collections list</c>: the collections that are there, with their versions.</summary>
internal static class CollectionListCommand
{
    private const int Failed = 1;
    private const int WrongOptions = 5;
    private const string Heading = "Collection";

    private static readonly GnuOption Format = new("--format", "How to write the list.") { Value = "OUTPUT_FORMAT", Choices = ["human", "yaml", "json"] };

    public static GnuCommand Command { get; } = new("list", "Show the collections that are installed, with their versions.")
    {
        Options = [GalaxyOptions.CollectionsPath, GalaxyOptions.Verbose, Format],
        Operands = "[collection]",
        MaxOperands = 1,
        Run = (terminal, arguments, _) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments)
    {
        var wanted = arguments.Operands.Count > 0 ? arguments.Operands[0] : null;
        var named = arguments.Values(GalaxyOptions.CollectionsPath).SelectMany(p => p.Split(':')).Select(p => session.Environment.Expand(p)).ToArray();
        var paths = named.Concat(session.Settings.CollectionsPaths).Distinct().ToArray();
        var found = new List<(string Root, IReadOnlyList<CollectionInfo> Collections)>();
        foreach (var path in paths)
        {
            // Where collections lie when nobody says otherwise need not be there.
            if (!Directory.Exists(path) && (named.Contains(path) || !session.Settings["COLLECTIONS_PATHS"].IsDefault)) session.Output.Warn($"- the configured path {path} does not exist.");
            else if (InstalledCollections.List(path).Select(c => c.Info).Where(i => wanted is null || i.FullName == wanted).ToArray() is { Length: > 0 } collections) found.Add((InstalledCollections.RootOf(path), collections));
        }
        if (!paths.Any(Directory.Exists)) return await session.RefuseAsync(WrongOptions, "- None of the provided paths were usable. Please specify a valid path with --collections-path").ConfigureAwait(false);
        if (wanted is not null && found.Count == 0) return await session.RefuseAsync(Failed, $"unable to find {wanted} in collection paths").ConfigureAwait(false);
        switch (arguments.Value(Format))
        {
            case "json":
                session.Output.Say(DataJson.WriteSpaced(Data(found)));
                break;
            case "yaml":
                foreach (var (root, collections) in found) session.Output.Say($"{root}:\n{string.Join('\n', collections.Select(c => $"  {c.FullName}:\n    version: {c.VersionText}"))}");
                break;
            default:
                foreach (var (root, collections) in found) WriteTable(session, root, collections);
                break;
        }
        return 0;
    }

    private static void WriteTable(GalaxySession session, string root, IReadOnlyList<CollectionInfo> collections)
    {
        var (width, versions) = (Math.Max(Heading.Length, collections.Max(c => c.FullName.Length)), Math.Max("Version".Length, collections.Max(c => c.VersionText.Length)));
        session.Output.Say($"\n# {root}\n{Heading.PadRight(width)} {"Version".PadRight(versions)}\n{new string('-', width)} {new string('-', versions)}");
        foreach (var collection in collections) session.Output.Say($"{collection.FullName.PadRight(width)} {collection.VersionText.PadRight(versions)}");
    }

    private static MapData Data(IEnumerable<(string Root, IReadOnlyList<CollectionInfo> Collections)> found) =>
        new([.. found.Select(f => KeyValuePair.Create(f.Root, (DataValue)new MapData([.. f.Collections.Select(c => KeyValuePair.Create(c.FullName, (DataValue)new MapBuilder { { "version", c.VersionText } }.Build()))])))]);
}
