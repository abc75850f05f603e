using System.Threading.Channels;

namespace Plumb.Engine.Graph;

/// <summary>
/// Visits every vertex after all it depends on. Visits that need no waiting run one after the other on the caller's
/// thread, without recursion; visits that wait run side by side. The graph has no cycles.
/// </summary>
public static class GraphWalk
{
    public static async Task RunAsync(IReadOnlyCollection<Vertex> vertices, Func<Vertex, ValueTask> visit, CancellationToken cancellation)
    {
        var waiting = new Dictionary<Vertex, int>(vertices.Count);
        var dependents = new Dictionary<Vertex, List<Vertex>>(vertices.Count);
        var ready = new Queue<Vertex>();
        foreach (var vertex in vertices) waiting[vertex] = 0;
        foreach (var vertex in vertices)
        {
            foreach (var dependency in vertex.Dependencies)
            {
                if (!waiting.ContainsKey(dependency)) continue;
                waiting[vertex]++;
                if (!dependents.TryGetValue(dependency, out var list)) dependents[dependency] = list = [];
                list.Add(vertex);
            }
            if (waiting[vertex] == 0) ready.Enqueue(vertex);
        }

        var finished = Channel.CreateUnbounded<(Vertex Vertex, Exception? Fault)>(new UnboundedChannelOptions { SingleReader = true });
        var running = 0;
        Exception? fault = null;
        while (true)
        {
            while (fault is null && ready.TryDequeue(out var vertex))
            {
                cancellation.ThrowIfCancellationRequested();
                var visiting = visit(vertex);
                if (visiting.IsCompletedSuccessfully)
                {
                    Release(vertex);
                    continue;
                }
                running++;
                _ = ReportAsync(vertex, visiting, finished.Writer);
            }
            if (running == 0) break;
            var (done, thrown) = await finished.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            running--;
            fault ??= thrown;
            Release(done);
        }
        if (fault is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(fault).Throw();

        void Release(Vertex vertex)
        {
            if (!dependents.TryGetValue(vertex, out var list)) return;
            foreach (var dependent in list)
                if (--waiting[dependent] == 0) ready.Enqueue(dependent);
        }
    }

    private static async Task ReportAsync(Vertex vertex, ValueTask visiting, ChannelWriter<(Vertex, Exception?)> finished)
    {
        Exception? fault = null;
        try
        {
            await visiting.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever was thrown is thrown again by the walk.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            fault = thrown;
        }
        await finished.WriteAsync((vertex, fault)).ConfigureAwait(false);
    }
}
