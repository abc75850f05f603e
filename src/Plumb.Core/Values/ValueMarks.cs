namespace Plumb.Core.Values;

/// <summary>
/// Taking marks off whole trees and putting them back. Subtrees without marks are never walked nor copied; a set is
/// always a leaf here, because its elements carry no marks of their own.
/// </summary>
public static class ValueMarks
{
    /// <summary>What to keep of the marks found at one place; the path is null unless the walk keeps track of it.</summary>
    private delegate MarkSet MarkFilter(MarkSet marks, PathTrail? path);

    /// <summary>The value without any marks at any depth, and the union of what was taken off. Free where there are none.</summary>
    public static Value UnmarkDeep(this Value value, out MarkSet marks)
    {
        marks = MarkSet.Empty;
        if (!value.ContainsMarked) return value;
        marks = MarksDeep(value);
        return UnmarkDeep(value);
    }

    public static Value UnmarkDeep(this Value value) => Filter(value, static (_, _) => MarkSet.Empty, null);

    /// <summary>The value without any marks, and where each was. Paths that lead into a set end at the set.</summary>
    public static Value UnmarkDeepWithPaths(this Value value, out IReadOnlyList<PathMarks> marks)
    {
        marks = [];
        if (!value.ContainsMarked) return value;
        var found = new List<PathMarks>();
        marks = found;
        return Filter(value, Collect, new PathTrail());

        MarkSet Collect(MarkSet here, PathTrail? path)
        {
            found.Add(new PathMarks(path?.ToPath() ?? ValuePath.Root, here));
            return MarkSet.Empty;
        }
    }

    /// <summary>Puts marks at their paths; a path that leads nowhere is ignored, one into a set, a null or an unknown marks that.</summary>
    public static Value WithMarksAt(this Value value, IReadOnlyList<PathMarks> marks) =>
        marks.Count == 0 ? value : MarkPlacement.Of(marks).Apply(value);

    /// <summary>The union of all marks at any depth.</summary>
    public static MarkSet MarksDeep(this Value value)
    {
        var union = MarkSet.Empty;
        Gather(value, ref union);
        return union;
    }

    /// <summary>Removes one mark wherever it is.</summary>
    public static Value WithoutMarkDeep(this Value value, Mark mark) => Filter(value, (marks, _) => marks.Without(mark), null);

    private static void Gather(Value value, ref MarkSet union)
    {
        if (!value.ContainsMarked) return;
        union = union.Union(value.Marks);
        foreach (var child in value.Unmarked.Children) Gather(child, ref union);
    }

    private static Value Filter(Value value, MarkFilter keep, PathTrail? path)
    {
        if (!value.ContainsMarked) return value;
        if (value is not MarkedValue marked) return FilterChildren(value, keep, path);
        var kept = keep(marked.Marks, path);
        var inner = FilterChildren(marked.Inner, keep, path);
        return ReferenceEquals(inner, marked.Inner) && ReferenceEquals(kept, marked.Marks) ? value : inner.WithMarks(kept);
    }

    private static Value FilterChildren(Value value, MarkFilter keep, PathTrail? path)
    {
        if (!value.ContainsMarked) return value;
        var children = value.Children;
        Value[]? changed = null;
        for (var i = 0; i < children.Length; i++)
        {
            if (!children[i].ContainsMarked) continue;
            path?.Push(value, i);
            var child = Filter(children[i], keep, path);
            path?.Pop();
            if (ReferenceEquals(child, children[i])) continue;
            changed ??= children.ToArray();
            changed[i] = child;
        }
        return changed is null ? value : value.WithChildren(changed);
    }

    /// <summary>The way from the root to the place a walk is at; made into a path only where one is wanted.</summary>
    private sealed class PathTrail
    {
        private readonly List<(Value Parent, int Index)> _steps = [];

        public void Push(Value parent, int index) => _steps.Add((parent, index));

        public void Pop() => _steps.RemoveAt(_steps.Count - 1);

        public ValuePath ToPath() => ValuePath.Of(_steps.Select(static s => StepTo(s.Parent, s.Index)));

        private static PathStep StepTo(Value parent, int index) => parent switch
        {
            ObjectValue o => new AttributeStep(o.NameAt(index)),
            MapValue m => new IndexStep(Value.String(m.NameAt(index))),
            _ => new IndexStep(Value.Number(index)),
        };
    }
}
