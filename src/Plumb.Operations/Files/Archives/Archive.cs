using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Archives;

/// <summary>An archive on the host, listed, compared and unpacked by the programs of the host.</summary>
internal abstract class Archive(OperationContext context, string path, string target)
{
    private static readonly KeyValuePair<string, string?>[] PlainLanguage = [new("LANG", "C.UTF-8"), new("LC_ALL", "C.UTF-8"), new("LC_MESSAGES", "C.UTF-8"), new("LANGUAGE", "C.UTF-8")];

    /// <summary>What the peer calls it.</summary>
    public abstract string Handler { get; }

    protected OperationContext Context { get; } = context;

    protected string Path { get; } = path;

    protected string Target { get; } = target;

    protected IReadOnlyList<string> Includes { get; } = context.Arguments.Texts("include");

    protected IReadOnlyList<string> Options { get; } = context.Arguments.Texts("extra_opts");

    /// <summary>The paths in the archive, or why it cannot be handled.</summary>
    public abstract ValueTask<(IReadOnlyList<string> Files, string? Problem)> ListAsync(CancellationToken cancellation);

    /// <summary>Whether all of the archive is in place, and how it differs if that can be shown.</summary>
    public abstract ValueTask<(bool InPlace, string? Difference)> CompareAsync(CancellationToken cancellation);

    /// <summary>The program and arguments that unpack it.</summary>
    public abstract IReadOnlyList<string> UnpackCommand { get; }

    public async ValueTask<MapData> UnpackAsync(CancellationToken cancellation)
    {
        var outcome = await RunAsync(UnpackCommand, readOnly: false, cancellation).ConfigureAwait(false);
        return new MapBuilder
        {
            ["cmd"] = DataValue.Of(UnpackCommand),
            ["rc"] = outcome.ExitCode,
            ["out"] = outcome.OutputText(),
            ["err"] = outcome.ErrorText(),
        }.Build();
    }

    protected ValueTask<ProcessOutcome> RunAsync(IReadOnlyList<string> words, bool readOnly, CancellationToken cancellation) =>
        HostCommand.RunAsync(Context, new ProcessRequest(words[0], [.. words.Skip(1)])
        {
            WorkingDirectory = Target,
            Environment = PlainLanguage,
            ReadOnly = readOnly,
        }, cancellation);

    protected static bool IsExcluded(string name, IReadOnlyList<string> excludes) => excludes.Any(e => GlobPattern.Compile(e).IsMatch(name));
}
