namespace Plumb.Core.Values;

/// <summary>
/// Marks to put into a value, as a tree of path steps: each part of the value is rebuilt once, however many paths lead
/// into it, and parts that no path leads to are shared.
/// </summary>
internal sealed class MarkPlacement
{
    private Dictionary<PathStep, MarkPlacement>? _inside;

    private MarkSet Here { get; set; } = MarkSet.Empty;

    private MarkSet AllInside => _inside is null
        ? MarkSet.Empty
        : _inside.Values.Aggregate(MarkSet.Empty, static (all, p) => all.Union(p.Here).Union(p.AllInside));

    internal static MarkPlacement Of(IReadOnlyList<PathMarks> marks)
    {
        var root = new MarkPlacement();
        foreach (var (path, set) in marks)
        {
            var at = root;
            foreach (var step in path.Steps) at = at.Inside(step);
            at.Here = at.Here.Union(set);
        }
        return root;
    }

    internal Value Apply(Value value)
    {
        if (_inside is null) return value.WithMarks(Here);
        var inner = value.Unmarked;
        var result = inner is SetValue or NullValue or UnknownValue ? inner.WithMarks(AllInside) : ApplyInside(inner, _inside);
        return ReferenceEquals(result, inner) && Here.IsEmpty ? value : result.WithMarks(value.Marks).WithMarks(Here);
    }

    private static Value ApplyInside(Value value, Dictionary<PathStep, MarkPlacement> inside)
    {
        Value[]? changed = null;
        foreach (var (step, placement) in inside)
        {
            var i = IndexOf(value, step);
            if (i < 0) continue;
            var before = changed is null ? value.Children[i] : changed[i];
            var after = placement.Apply(before);
            if (ReferenceEquals(before, after)) continue;
            changed ??= value.Children.ToArray();
            changed[i] = after;
        }
        return changed is null ? value : value.WithChildren(changed);
    }

    /// <summary>An attribute may be written as a key and a key as an attribute, as in the language.</summary>
    private static int IndexOf(Value value, PathStep step) => (value, step) switch
    {
        (NamedValues named, AttributeStep attribute) => named.IndexOf(attribute.Name),
        (NamedValues named, IndexStep { Key: StringValue key }) => named.IndexOf(key.Text),
        (SequenceValue sequence, IndexStep { Key: NumberValue key }) when key.Number.TryGetInt32(out var i) && i >= 0 && i < sequence.Count => i,
        _ => -1,
    };

    private MarkPlacement Inside(PathStep step)
    {
        _inside ??= [];
        if (!_inside.TryGetValue(step, out var placement)) _inside[step] = placement = new MarkPlacement();
        return placement;
    }
}
