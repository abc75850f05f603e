using Plumb.Core.Text;

namespace Plumb.Engine.Inspecting.Graphs;

/// <summary>A graph of names, to be drawn: an edge leads from what waits to what it waits for.</summary>
internal sealed class PrintedGraph
{
    private readonly Dictionary<string, HashSet<string>> _edges = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _edges.Keys.Order(Utf8Order.Instance);

    public void Add(string name)
    {
        if (!_edges.ContainsKey(name)) _edges[name] = new HashSet<string>(StringComparer.Ordinal);
    }

    public void Connect(string from, string to)
    {
        Add(from);
        Add(to);
        _edges[from].Add(to);
    }

    public IEnumerable<string> TargetsOf(string name) => _edges[name].Order(Utf8Order.Instance);

    /// <summary>The names that nothing waits for.</summary>
    public IReadOnlyList<string> Roots()
    {
        var waited = _edges.Values.SelectMany(e => e).ToHashSet(StringComparer.Ordinal);
        return [.. Names.Where(n => !waited.Contains(n))];
    }

    /// <summary>Leaves out edges that others imply. Only without cycles.</summary>
    public void Reduce()
    {
        var reachable = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var name in InOrder())
        {
            var direct = _edges[name];
            var indirect = new HashSet<string>(StringComparer.Ordinal);
            foreach (var target in direct) indirect.UnionWith(reachable[target]);
            direct.ExceptWith(indirect);
            indirect.UnionWith(direct);
            reachable[name] = indirect;
        }
    }

    /// <summary>The sets of names that wait for one another.</summary>
    public IReadOnlyList<HashSet<string>> Cycles()
    {
        var reachable = Names.ToDictionary(n => n, Reach, StringComparer.Ordinal);
        return [.. Names.Where(n => reachable[n].Contains(n)).GroupBy(n => string.Join('\n', reachable[n].Where(o => reachable[o].Contains(n)).Order(StringComparer.Ordinal)))
            .Select(g => g.ToHashSet(StringComparer.Ordinal))];
    }

    private HashSet<string> Reach(string from)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_edges[from]);
        while (open.TryPop(out var name))
            if (found.Add(name))
                foreach (var target in _edges[name]) open.Push(target);
        return found;
    }

    /// <summary>What is waited for comes first.</summary>
    private List<string> InOrder()
    {
        var ordered = new List<string>(_edges.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Name, bool IsDone)>();
        foreach (var root in _edges.Keys)
        {
            open.Push((root, false));
            while (open.TryPop(out var frame))
            {
                if (frame.IsDone) ordered.Add(frame.Name);
                else if (seen.Add(frame.Name))
                {
                    open.Push((frame.Name, true));
                    foreach (var target in _edges[frame.Name]) open.Push((target, false));
                }
            }
        }
        return ordered;
    }
}
