using Plumb.Operations.Hosts;

namespace Plumb.Operations.Running;

/// <summary>A host with the environment that a task sets, seen by the operation and by every process it starts.</summary>
internal sealed class RequestHost : IHost
{
    private readonly IHost _host;

    public RequestHost(IHost host, IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        _host = host;
        Files = new RootedFiles(host.Files, host.WorkingDirectory);
        if (environment.Count == 0)
        {
            Environment = host.Environment;
            Processes = host.Processes;
            return;
        }
        var merged = new Dictionary<string, string>(host.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in environment) merged[name] = value;
        Environment = merged;
        Processes = new RequestProcesses(host.Processes, [.. environment.Select(e => KeyValuePair.Create(e.Key, (string?)e.Value))]);
    }

    public IHostFiles Files { get; }

    public IHostProcesses Processes { get; }

    public IHostNetwork Network => _host.Network;

    public HostUser User => _host.User;

    public IReadOnlyDictionary<string, string> Environment { get; }

    public string WorkingDirectory => _host.WorkingDirectory;

    public TimeProvider Clock => _host.Clock;

    public bool IsPlanned => _host.IsPlanned;

    private sealed class RequestProcesses(IHostProcesses processes, IReadOnlyList<KeyValuePair<string, string?>> environment) : IHostProcesses
    {
        // A PATH that the task sets decides which program is meant.
        public string? Find(string program, IReadOnlyList<string>? extraFolders)
        {
            var path = environment.FirstOrDefault(e => e.Key == "PATH").Value;
            return processes.Find(program, path is null ? extraFolders : [.. path.Split(':', StringSplitOptions.RemoveEmptyEntries), .. extraFolders ?? []]);
        }

        public ValueTask<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellation) =>
            processes.RunAsync(request with { Environment = [.. environment, .. request.Environment] }, cancellation);

        public bool Signal(int processId, int signal) => processes.Signal(processId, signal);
    }
}
