using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts;

/// <summary>What a collector works with: the host, what was asked for, and the facts found before it.</summary>
internal sealed class FactContext(IHost host)
{
    private HostPython? _python;

    public IHost Host { get; } = host;

    public FactFiles Files { get; } = new(host.Files);

    /// <summary>The folder of the host's own facts.</summary>
    public string? FactPath { get; init; }

    /// <summary>How long something that may hang, such as a network mount, is waited for.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All facts so far, without their prefix.</summary>
    public MapBuilder Facts { get; } = [];

    /// <summary>Facts of other programs, under their full names.</summary>
    public MapBuilder ForeignFacts { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The host's Python, looked for once.</summary>
    public async ValueTask<HostPython> PythonAsync(CancellationToken cancellation) => _python ??= await HostPython.FindAsync(this, cancellation);

    public string TextFact(string name) => (Facts[name] as TextData)?.Value ?? "";

    /// <summary>Runs a program that only looks and gives what it printed, or null where it is not there or fails.</summary>
    public async ValueTask<string?> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (Host.Processes.Find(program) is not { } path) return null;
        var outcome = await RunAsync(path, arguments, cancellation);
        return outcome?.ExitCode == 0 ? Encoding.UTF8.GetString(outcome.Output) : null;
    }

    /// <summary>Runs a program that only looks; null where it cannot be started.</summary>
    public async ValueTask<ProcessOutcome?> RunAsync(string path, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            return await Host.Processes.RunAsync(new ProcessRequest(path, arguments) { ReadOnly = true, Environment = Untranslated }, cancellation);
        }
        catch (HostException)
        {
            return null;
        }
    }

    private static readonly KeyValuePair<string, string?>[] Untranslated =
        [new("LANG", "C.UTF-8"), new("LC_ALL", "C.UTF-8"), new("LC_NUMERIC", "C.UTF-8"), new("LC_MESSAGES", "C.UTF-8")];
}
