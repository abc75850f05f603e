namespace Plumb.Core.Values;

/// <summary>Taking marks off whole trees and putting them back.</summary>
public static class ValueMarks
{
    /// <summary>The value without any marks at any depth, and the union of what was taken off. Free where there are none.</summary>
    public static Value UnmarkDeep(this Value value, out MarkSet marks) => throw new NotImplementedException();

    public static Value UnmarkDeep(this Value value) => value.ContainsMarked ? value.UnmarkDeep(out _) : value;

    /// <summary>The value without any marks, and where each was. Paths that lead into a set end at the set.</summary>
    public static Value UnmarkDeepWithPaths(this Value value, out IReadOnlyList<PathMarks> marks) => throw new NotImplementedException();

    /// <summary>Puts marks at their paths; a path that leads nowhere is ignored, one into a set, a null or an unknown marks that.</summary>
    public static Value WithMarksAt(this Value value, IReadOnlyList<PathMarks> marks) => throw new NotImplementedException();

    /// <summary>The union of all marks at any depth.</summary>
    public static MarkSet MarksDeep(this Value value) => throw new NotImplementedException();

    /// <summary>Removes one mark wherever it is.</summary>
    public static Value WithoutMarkDeep(this Value value, Mark mark) => throw new NotImplementedException();
}
