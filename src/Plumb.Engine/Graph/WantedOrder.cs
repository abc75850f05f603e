namespace Plumb.Engine.Graph;

/// <summary>
/// Adds edges to a graph that are wanted rather than needed. They come in ranks: an edge that would close a circle with
/// those of its rank and of higher ones is left out, so that a graph without cycles stays one.
/// </summary>
internal sealed class WantedOrder(IReadOnlyCollection<Vertex> vertices)
{
    private readonly List<List<(Vertex Later, Vertex Earlier)>> _ranks = [];

    /// <summary>Edges that come next in importance.</summary>
    public void Add(IEnumerable<(Vertex Later, Vertex Earlier)> edges) => _ranks.Add([.. edges]);

    public void Apply()
    {
        // As a rule all of it can be had, which takes one search for cycles; only otherwise each rank has its own.
        var added = Connect(_ranks.SelectMany(r => r));
        if (added.Count == 0 || CycleFinder.Find(vertices).Count == 0) return;
        foreach (var (later, earlier) in added) later.Dependencies.Remove(earlier);
        foreach (var rank in _ranks)
        {
            var wanted = Connect(rank);
            if (wanted.Count == 0) continue;
            foreach (var circle in CycleFinder.Find(vertices)) Loosen(circle, wanted);
        }
    }

    private static HashSet<(Vertex Later, Vertex Earlier)> Connect(IEnumerable<(Vertex Later, Vertex Earlier)> edges) =>
        [.. edges.Where(e => e.Later != e.Earlier && e.Later.Dependencies.Add(e.Earlier))];

    /// <summary>
    /// Puts the members of a circle in order: of those that wait for nothing by needed edges, the one that waits for the
    /// fewest by wanted edges is next, and what it still waits for is given up.
    /// </summary>
    private static void Loosen(IReadOnlyList<Vertex> circle, HashSet<(Vertex Later, Vertex Earlier)> wanted)
    {
        var open = circle.ToHashSet();
        var needs = circle.ToDictionary(v => v, _ => 0);
        var wishes = circle.ToDictionary(v => v, _ => 0);
        var dependents = circle.ToDictionary(v => v, _ => new List<Vertex>());
        foreach (var vertex in circle)
        {
            foreach (var dependency in vertex.Dependencies.Where(open.Contains))
            {
                (wanted.Contains((vertex, dependency)) ? wishes : needs)[vertex]++;
                dependents[dependency].Add(vertex);
            }
        }
        // A vertex is entered again whenever it waits for less; what it was entered with before comes later and is passed over.
        var next = new PriorityQueue<Vertex, int>(circle.Where(v => needs[v] == 0).Select(v => (v, wishes[v])));
        while (next.TryDequeue(out var vertex, out _))
        {
            if (!open.Remove(vertex)) continue;
            if (wishes[vertex] > 0) vertex.Dependencies.RemoveWhere(d => open.Contains(d) && wanted.Contains((vertex, d)));
            foreach (var dependent in dependents[vertex])
            {
                if (!open.Contains(dependent)) continue;
                (wanted.Contains((dependent, vertex)) ? wishes : needs)[dependent]--;
                if (needs[dependent] == 0) next.Enqueue(dependent, wishes[dependent]);
            }
        }
    }
}
