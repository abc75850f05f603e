using System.Collections;

namespace Plumb.Core.Values;

/// <summary>The marks of one value; immutable, without duplicates, order without meaning.</summary>
public sealed class MarkSet : IReadOnlyCollection<Mark>, IEquatable<MarkSet>
{
    private readonly Mark[] _marks;

    private MarkSet(Mark[] marks) => _marks = marks;

    public static MarkSet Empty { get; } = new([]);

    public static MarkSet Sensitive { get; } = new([Mark.Sensitive]);

    public static MarkSet Ephemeral { get; } = new([Mark.Ephemeral]);

    public int Count => _marks.Length;

    public bool IsEmpty => _marks.Length == 0;

    public bool IsSensitive => Contains(Mark.Sensitive);

    public bool IsEphemeral => Contains(Mark.Ephemeral);

    public static MarkSet Of(params IEnumerable<Mark> marks)
    {
        var distinct = marks.Distinct().ToArray();
        return distinct.Length == 0 ? Empty : new MarkSet(distinct);
    }

    public bool Contains(Mark mark) => Array.IndexOf(_marks, mark) >= 0;

    public MarkSet Union(MarkSet other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other)) return this;
        if (IsEmpty) return other;
        var added = other._marks.Where(m => !Contains(m)).ToArray();
        return added.Length == 0 ? this : new MarkSet([.. _marks, .. added]);
    }

    public MarkSet Without(Mark mark) => Contains(mark) ? Of(_marks.Where(m => m != mark)) : this;

    public bool Equals(MarkSet? other) =>
        other is not null && (ReferenceEquals(this, other) || (other.Count == Count && _marks.All(other.Contains)));

    public override bool Equals(object? obj) => Equals(obj as MarkSet);

    public override int GetHashCode() => _marks.Aggregate(0, static (hash, mark) => hash ^ mark.GetHashCode());

    public IEnumerator<Mark> GetEnumerator() => ((IEnumerable<Mark>)_marks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _marks.Select(m => m.ToString()));
}
