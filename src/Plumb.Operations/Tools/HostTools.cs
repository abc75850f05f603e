using System.Text;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tools;

/// <summary>
/// Runs the programs that a host is administered with, such as <c>useradd</c> and <c>systemctl</c>. What they print is read, so that
/// they speak the language that programs are written for.
/// </summary>
internal sealed class HostTools(IHost host)
{
    private static readonly KeyValuePair<string, string?>[] Untranslated =
        [new("LANG", "C.UTF-8"), new("LC_ALL", "C.UTF-8"), new("LC_MESSAGES", "C.UTF-8"), new("LC_CTYPE", "C.UTF-8"), new("LANGUAGE", "C.UTF-8")];

    public IHost Host { get; } = host;

    public bool Has(string program) => Host.Processes.Find(program) is not null;

    /// <summary>The path of a program that must be there.</summary>
    public string Require(string program) => Host.Processes.Find(program) ?? throw new OperationException(
        $"Failed to find required executable \"{program}\" in paths: {string.Join(':', Searched())}");

    /// <summary>The folders of the path, and those of administration that it lacks.</summary>
    private IEnumerable<string> Searched()
    {
        var path = Host.Environment.GetValueOrDefault("PATH", "/usr/bin:/bin").Split(':');
        return path.Concat(((string[])["/sbin", "/usr/sbin", "/usr/local/sbin"]).Where(f => !path.Contains(f, StringComparer.Ordinal) && Host.Files.Exists(f)));
    }

    /// <summary>Runs a program that only looks; it runs in a prediction too.</summary>
    public ValueTask<ToolOutcome> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        RunAsync(new ProcessRequest(Require(program), arguments) { ReadOnly = true }, cancellation);

    /// <summary>Runs a program that only looks, or gives null where the host does not have it.</summary>
    public async ValueTask<ToolOutcome?> AskIfThereAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Has(program) ? await AskAsync(program, arguments, cancellation) : null;

    /// <summary>Runs a program that changes the host; a prediction leaves it out.</summary>
    public ValueTask<ToolOutcome> ChangeAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation, string? input = null) =>
        RunAsync(new ProcessRequest(Require(program), arguments) { Input = Encoding.UTF8.GetBytes(input ?? "") }, cancellation);

    /// <summary>Runs a program as asked for; one that is not <see cref="ProcessRequest.ReadOnly"/> is left out of a prediction.</summary>
    public async ValueTask<ToolOutcome> RunAsync(ProcessRequest request, CancellationToken cancellation)
    {
        if (Host.IsPlanned && !request.ReadOnly) return ToolOutcome.NotRun;
        var outcome = await Host.Processes.RunAsync(request with { Environment = [.. Untranslated, .. request.Environment] }, cancellation);
        return new ToolOutcome(outcome.ExitCode, Encoding.UTF8.GetString(outcome.Output), Encoding.UTF8.GetString(outcome.Error));
    }
}
