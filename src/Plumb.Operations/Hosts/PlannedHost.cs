using Plumb.Operations.Hosts.Memory;

namespace Plumb.Operations.Hosts;

/// <summary>
/// A host on which nothing happens: writes to files stay in memory over the files of the host beneath, and are seen by all that comes
/// after. Of processes only those run that look and change nothing.
/// </summary>
public sealed class PlannedHost : IHost
{
    public PlannedHost(IHost beneath)
    {
        ArgumentNullException.ThrowIfNull(beneath);
        Beneath = beneath;
        Files = new MemoryFiles(beneath.Files, beneath.User, beneath.WorkingDirectory, beneath.Clock);
        Processes = new ReadOnlyProcesses(beneath.Processes);
    }

    /// <summary>The host as it is.</summary>
    public IHost Beneath { get; }

    public IHostFiles Files { get; }

    public IHostProcesses Processes { get; }

    public IHostNetwork Network => Beneath.Network;

    public HostUser User => Beneath.User;

    public IReadOnlyDictionary<string, string> Environment => Beneath.Environment;

    public string WorkingDirectory => Beneath.WorkingDirectory;

    public TimeProvider Clock => Beneath.Clock;

    public bool IsPlanned => true;

    private sealed class ReadOnlyProcesses(IHostProcesses beneath) : IHostProcesses
    {
        public string? Find(string program, IReadOnlyList<string>? extraFolders) => beneath.Find(program, extraFolders);

        public ValueTask<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellation) => request.ReadOnly
            ? beneath.RunAsync(request, cancellation)
            : throw new InvalidOperationException($"{request.Program} would change the host; a prediction must not start it.");

        // Whether the process is there is all that may be asked.
        public bool Signal(int processId, int signal) => beneath.Signal(processId, 0);
    }
}
