namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>A parsed pattern. Flags are gone: case folding is in the classes, greediness and anchors are in the nodes.</summary>
internal abstract class RegexNode
{
    /// <summary>Whether it can match the empty string: a loop around such a node needs care to keep the order of priorities.</summary>
    internal abstract bool MatchesEmpty { get; }

    /// <summary>The number of instructions it compiles to; saturates.</summary>
    internal abstract long Size { get; }
}

internal sealed class EmptyNode : RegexNode
{
    internal override bool MatchesEmpty => true;

    internal override long Size => 0;
}

internal sealed class LiteralNode(int codePoint) : RegexNode
{
    internal int CodePoint => codePoint;

    internal override bool MatchesEmpty => false;

    internal override long Size => 1;
}

internal sealed class ClassNode(CharacterClass characters) : RegexNode
{
    internal CharacterClass Characters => characters;

    internal override bool MatchesEmpty => false;

    internal override long Size => 1;
}

internal enum RegexAssertion
{
    BeginText,
    EndText,
    BeginLine,
    EndLine,
    WordBoundary,
    NotWordBoundary,
}

internal sealed class AssertionNode(RegexAssertion assertion) : RegexNode
{
    internal RegexAssertion Assertion => assertion;

    internal override bool MatchesEmpty => true;

    internal override long Size => 1;
}

internal sealed class CaptureNode(int group, RegexNode inner) : RegexNode
{
    internal int Group => group;

    internal RegexNode Inner => inner;

    internal override bool MatchesEmpty { get; } = inner.MatchesEmpty;

    internal override long Size { get; } = inner.Size + 2;
}

/// <summary>At least <paramref name="min"/> and at most <paramref name="max"/> times; a max of -1 is no limit.</summary>
internal sealed class RepeatNode(RegexNode inner, int min, int max, bool lazy) : RegexNode
{
    internal RegexNode Inner => inner;

    internal int Min => min;

    internal int Max => max;

    internal bool Lazy => lazy;

    internal override bool MatchesEmpty { get; } = min == 0 || inner.MatchesEmpty;

    internal override long Size { get; } = Math.Min(int.MaxValue, (inner.Size + 2) * Math.Max(1, Math.Max(min, max)));

    /// <summary>The product of the counts of nested repetitions must stay within what the syntax allows for one.</summary>
    internal static int NestedCount(RegexNode node) => node switch
    {
        RepeatNode r => Math.Max(1, Math.Max(r.Min, r.Max)) * NestedCount(r.Inner),
        CaptureNode c => NestedCount(c.Inner),
        SequenceNode s => s.NestedCount,
        AlternationNode a => a.NestedCount,
        _ => 1,
    };
}

internal sealed class SequenceNode(IReadOnlyList<RegexNode> items) : RegexNode
{
    internal IReadOnlyList<RegexNode> Items => items;

    internal int NestedCount { get; } = items.Max(RepeatNode.NestedCount);

    internal override bool MatchesEmpty { get; } = items.All(i => i.MatchesEmpty);

    internal override long Size { get; } = Math.Min(int.MaxValue, items.Sum(i => i.Size));
}

/// <summary>The first branch that leads to a match wins.</summary>
internal sealed class AlternationNode(IReadOnlyList<RegexNode> branches) : RegexNode
{
    internal IReadOnlyList<RegexNode> Branches => branches;

    internal int NestedCount { get; } = branches.Max(RepeatNode.NestedCount);

    internal override bool MatchesEmpty { get; } = branches.Any(b => b.MatchesEmpty);

    internal override long Size { get; } = Math.Min(int.MaxValue, branches.Sum(b => b.Size + 1));
}
