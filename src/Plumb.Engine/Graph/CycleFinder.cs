namespace Plumb.Engine.Graph;

/// <summary>Finds what keeps a graph from being put in order: Tarjan's strongly connected components, without recursion.</summary>
internal static class CycleFinder
{
    /// <summary>Each set of vertices that wait for one another, itself alone included.</summary>
    public static IReadOnlyList<IReadOnlyList<Vertex>> Find(IReadOnlyCollection<Vertex> vertices)
    {
        var cycles = new List<IReadOnlyList<Vertex>>();
        var index = new Dictionary<Vertex, int>();
        var low = new Dictionary<Vertex, int>();
        var onStack = new HashSet<Vertex>();
        var stack = new Stack<Vertex>();
        foreach (var root in vertices)
        {
            if (index.ContainsKey(root)) continue;
            var work = new Stack<(Vertex Vertex, HashSet<Vertex>.Enumerator Open)>();
            Open(root, work);
            while (work.TryPop(out var frame))
            {
                var (vertex, rest) = frame;
                var descended = false;
                while (rest.MoveNext())
                {
                    var next = rest.Current;
                    if (!index.ContainsKey(next))
                    {
                        work.Push((vertex, rest));
                        Open(next, work);
                        descended = true;
                        break;
                    }
                    if (onStack.Contains(next)) low[vertex] = Math.Min(low[vertex], index[next]);
                }
                if (descended) continue;
                if (low[vertex] == index[vertex]) Close(vertex);
                if (work.TryPeek(out var parent)) low[parent.Vertex] = Math.Min(low[parent.Vertex], low[vertex]);
            }
        }
        return cycles;

        void Open(Vertex vertex, Stack<(Vertex, HashSet<Vertex>.Enumerator)> work)
        {
            index[vertex] = low[vertex] = index.Count;
            stack.Push(vertex);
            onStack.Add(vertex);
            work.Push((vertex, vertex.Dependencies.GetEnumerator()));
        }

        void Close(Vertex root)
        {
            var members = new List<Vertex>();
            Vertex member;
            do
            {
                member = stack.Pop();
                onStack.Remove(member);
                members.Add(member);
            }
            while (member != root);
            if (members.Count > 1 || root.Dependencies.Contains(root)) cycles.Add(members);
        }
    }
}
