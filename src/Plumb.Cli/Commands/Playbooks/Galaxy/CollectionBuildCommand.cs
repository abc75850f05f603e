using Plumb.Cli.Arguments.Gnu;
using Plumb.Playbooks.Galaxy.Collections;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>collections build</c>: the archives of collections.</summary>
internal static class CollectionBuildCommand
{
    private static readonly GnuOption OutputPath = new("--output-path", "Where to put the archive.") { Value = "OUTPUT_PATH" };

    public static GnuCommand Command { get; } = new("build", "Build the archive of a collection.")
    {
        Options = [GalaxyOptions.Verbose, GalaxyOptions.Force, OutputPath],
        Operands = "[collection ...]",
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, cancellation) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments, cancellation)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments, CancellationToken cancellation)
    {
        var output = session.Environment.Expand(arguments.Value(OutputPath) ?? ".");
        foreach (var folder in arguments.Operands.Count == 0 ? ["."] : arguments.Operands)
        {
            var source = session.Environment.Expand(folder);
            var archive = await CollectionBuilder.BuildAsync(source, output, arguments.Has(GalaxyOptions.Force), cancellation).ConfigureAwait(false);
            session.Output.Say($"Created collection for {CollectionInfo.Read(source).FullName} at {archive}");
        }
        return 0;
    }
}
