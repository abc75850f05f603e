using Plumb.Core.Values;

namespace Plumb.Engine.Evaluation;

/// <summary>
/// Marks what follows from a fault that was reported already: it spreads through every expression, and whatever is
/// poisoned is skipped in silence.
/// </summary>
internal static class Poison
{
    private static readonly MarkSet Marks = MarkSet.Of(Mark.Named("poisoned"));

    public static Value Value { get; } = Core.Values.Value.DynamicUnknown.WithMarks(Marks);

    private static Mark Mark { get; } = Core.Values.Mark.Named("poisoned");

    public static bool In(Value value) => value.ContainsMarked && value.MarksDeep().Contains(Mark);
}
