using System.Net;

namespace Plumb.Operations.Hosts.Memory;

/// <summary>A host that exists in memory alone, to try operations on without a machine. Programs are answered by a function.</summary>
public sealed class MemoryHost : IHost
{
    public MemoryHost(HostUser? user = null, TimeProvider? clock = null)
    {
        User = user ?? new HostUser(0, 0, "/root");
        Clock = clock ?? TimeProvider.System;
        Files = new MemoryFiles(null, User, "/", Clock);
        Processes = new AnsweredProcesses(this);
        Network = new NoNetwork();
    }

    /// <summary>Answers for the programs that the host has; null for one that it has not.</summary>
    public Func<ProcessRequest, ProcessOutcome?> Run { get; init; } = _ => null;

    /// <summary>The paths of programs by name.</summary>
    public Dictionary<string, string> Programs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public IHostFiles Files { get; }

    public IHostProcesses Processes { get; }

    public IHostNetwork Network { get; init; }

    public HostUser User { get; }

    public IReadOnlyDictionary<string, string> Environment => Variables;

    public string WorkingDirectory => "/";

    public TimeProvider Clock { get; }

    public bool IsPlanned => false;

    private sealed class AnsweredProcesses(MemoryHost host) : IHostProcesses
    {
        public string? Find(string program, IReadOnlyList<string>? extraFolders) =>
            program.StartsWith('/') ? host.Programs.ContainsValue(program) ? program : null : host.Programs.GetValueOrDefault(program);

        public ValueTask<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellation) =>
            ValueTask.FromResult(host.Run(request) ?? throw SystemErrors.Named("ENOENT", request.Program));

        public bool Signal(int processId, int signal) => false;
    }

    private sealed class NoNetwork : IHostNetwork
    {
        public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) =>
            throw new HostException("EAI_NONAME", -2, null, "Name or service not known");

        public ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation) => throw SystemErrors.Named("ECONNREFUSED", null);

        public ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellation) => throw SystemErrors.Named("ENOENT", socketPath);

        public ValueTask<HttpAnswer> SendAsync(HttpQuestion request, CancellationToken cancellation) => throw SystemErrors.Named("ECONNREFUSED", null);
    }
}
