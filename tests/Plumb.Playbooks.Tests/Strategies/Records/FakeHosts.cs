using System.Collections.Concurrent;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Playbooks.Tests.Strategies.Records;

/// <summary>
/// Hosts that are a dictionary each. <c>command: set NAME VALUE</c> sets one entry and has changed where it was another;
/// <c>command: fail</c> fails; <c>command: once NAME</c> fails until the hosts are mended. The run can be ended at any operation.
/// </summary>
internal sealed class FakeHosts : IHostConnector
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string>> _hosts = new(StringComparer.Ordinal);
    private int _operations;

    public string Name => "ssh";

    public IReadOnlyDictionary<string, ConcurrentDictionary<string, string>> Hosts => _hosts;

    public int Operations => _operations;

    /// <summary>The operations that were done, as host and command.</summary>
    public ConcurrentQueue<string> Done { get; } = new();

    /// <summary>At which operation the run ends; what it does on the host may be done by then or not.</summary>
    public int EndAt { get; set; } = int.MaxValue;

    public bool EndsAfterwards { get; set; }

    public Action End { get; set; } = () => { };

    public bool IsMended { get; set; }

    public ISet<string> Lost { get; } = new HashSet<string>(StringComparer.Ordinal);

    public IHostConnection Connect(ConnectionSettings settings) => new Connection(this, settings.Host);

    /// <summary>Everything that is on the hosts, in order.</summary>
    public string State() => string.Join('\n', _hosts.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(' ', h.Value.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))}"));

    private async ValueTask<OperationResult> RunAsync(string host, OperationRequest request, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _operations);
        // An operation that is under way when its run has ended must not end the next one.
        var end = End;
        var ends = number >= EndAt;
        if (ends && !EndsAfterwards) end();
        cancellation.ThrowIfCancellationRequested();
        if (Lost.Contains(host)) throw new UnreachableException("the host is gone");
        var words = (((TextData?)request.Arguments["_raw_params"])?.Value ?? "").Split(' ');
        var result = Do(host, words);
        if (ends) end();
        cancellation.ThrowIfCancellationRequested();
        await Task.Yield();
        return result;
    }

    private OperationResult Do(string host, string[] words)
    {
        Done.Enqueue($"{host} {string.Join(' ', words)}");
        var state = _hosts.GetOrAdd(host, _ => new ConcurrentDictionary<string, string>(StringComparer.Ordinal));
        switch (words)
        {
            case ["set", var name, var value]:
                var before = state.GetValueOrDefault(name);
                state[name] = value;
                return new OperationResult { Changed = before != value, Values = new MapData([new("stdout", DataValue.Of($"{name} is {value}")), new("rc", DataValue.Of(0L))]) };
            case ["once", ..] when IsMended:
                return new OperationResult();
            default:
                return OperationResult.Failure($"cannot {string.Join(' ', words)}");
        }
    }

    private sealed class Connection(FakeHosts hosts, string host) : IHostConnection
    {
        public ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation) => hosts.RunAsync(host, request, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
