using System.Diagnostics;

namespace Plumb.Engine.Functions.RegularExpressions;

internal enum InstructionKind : byte
{
    /// <summary>Consumes one code point.</summary>
    Character,

    /// <summary>Consumes any code point of a class.</summary>
    Class,

    /// <summary>Goes on in two places; the first has priority.</summary>
    Split,

    /// <summary>Notes the position in a slot.</summary>
    Capture,

    /// <summary>Goes on where an assertion holds.</summary>
    Assert,

    Match,
}

/// <param name="Next">Where it goes on.</param>
/// <param name="Argument">The code point, second way, slot or assertion.</param>
/// <param name="Characters">The class, where it has one.</param>
internal readonly record struct Instruction(InstructionKind Kind, int Next, int Argument, CharacterClass? Characters);

/// <summary>A pattern as instructions for an automaton. Immutable, so that one may serve many threads.</summary>
internal sealed class RegexProgram
{
    /// <summary>More instructions than this are refused: the memory of a match is in proportion to them.</summary>
    internal const int MaxInstructions = 3_300_000;

    private readonly List<Instruction> _code = [];

    private RegexProgram(RegexNode root, int groups)
    {
        SlotCount = groups * 2;
        var match = Emit(InstructionKind.Match, -1);
        Start = EmitNode(new CaptureNode(0, root), match);
        Code = [.. _code];
        Prefix = LiteralPrefix.Of(root, out var isWhole);
        IsLiteral = isWhole && groups == 1;
        IsAnchored = BeginsWithText(root);
    }

    internal Instruction[] Code { get; }

    internal int Start { get; }

    internal int SlotCount { get; }

    /// <summary>What every match begins with; empty where nothing is sure.</summary>
    internal string Prefix { get; }

    /// <summary>The prefix is all of the pattern.</summary>
    internal bool IsLiteral { get; }

    /// <summary>A match can begin at the beginning of the text only.</summary>
    internal bool IsAnchored { get; }

    internal static RegexProgram? Compile(RegexNode root, int groups) =>
        root.Size > MaxInstructions ? null : new RegexProgram(root, groups);

    private static bool BeginsWithText(RegexNode node) => node switch
    {
        AssertionNode a => a.Assertion == RegexAssertion.BeginText,
        SequenceNode s => BeginsWithText(s.Items[0]),
        CaptureNode c => BeginsWithText(c.Inner),
        AlternationNode a => a.Branches.All(BeginsWithText),
        _ => false,
    };

    /// <summary>Emits the node so that it goes on at <paramref name="next"/>, and gives where it begins: built from the end, there are no holes to fill but those of loops.</summary>
    private int EmitNode(RegexNode node, int next)
    {
        switch (node)
        {
            case EmptyNode:
                return next;
            case LiteralNode n:
                return Emit(InstructionKind.Character, next, n.CodePoint);
            case ClassNode n:
                return Emit(InstructionKind.Class, next, 0, n.Characters);
            case AssertionNode n:
                return Emit(InstructionKind.Assert, next, (int)n.Assertion);
            case CaptureNode n:
                var close = Emit(InstructionKind.Capture, next, n.Group * 2 + 1);
                return Emit(InstructionKind.Capture, EmitNode(n.Inner, close), n.Group * 2);
            case SequenceNode n:
                for (var i = n.Items.Count - 1; i >= 0; i--) next = EmitNode(n.Items[i], next);
                return next;
            case AlternationNode n:
                var begin = EmitNode(n.Branches[^1], next);
                for (var i = n.Branches.Count - 2; i >= 0; i--) begin = Emit(InstructionKind.Split, EmitNode(n.Branches[i], next), begin);
                return begin;
            case RepeatNode n:
                return CompileRepeat(n, next);
            default:
                throw new UnreachableException();
        }
    }

    private int CompileRepeat(RepeatNode node, int next)
    {
        var begin = next;
        if (node.Max >= 0)
        {
            // x{2,4} is xx(x(x)?)?: from each optional copy the way out leads to the end.
            for (var i = node.Min; i < node.Max; i++) begin = Branch(EmitNode(node.Inner, begin), next, node.Lazy);
        }
        else if (node.Min > 0 || node.Inner.MatchesEmpty)
        {
            // (x+)? in place of x* where x may be empty keeps the order of priorities right.
            begin = CompilePlus(node, next);
            if (node.Min == 0) return Branch(begin, next, node.Lazy);
        }
        else
        {
            var loop = Emit(InstructionKind.Split, -1);
            PatchBranch(loop, EmitNode(node.Inner, loop), next, node.Lazy);
            return loop;
        }
        for (var i = node.Max >= 0 ? 0 : 1; i < node.Min; i++) begin = EmitNode(node.Inner, begin);
        return begin;
    }

    private int CompilePlus(RepeatNode node, int next)
    {
        var loop = Emit(InstructionKind.Split, -1);
        var begin = EmitNode(node.Inner, loop);
        PatchBranch(loop, begin, next, node.Lazy);
        return begin;
    }

    private int Branch(int into, int past, bool lazy)
    {
        var at = Emit(InstructionKind.Split, -1);
        PatchBranch(at, into, past, lazy);
        return at;
    }

    private void PatchBranch(int at, int into, int past, bool lazy) =>
        _code[at] = new Instruction(InstructionKind.Split, lazy ? past : into, lazy ? into : past, null);

    private int Emit(InstructionKind kind, int next, int argument = 0, CharacterClass? characters = null)
    {
        _code.Add(new Instruction(kind, next, argument, characters));
        return _code.Count - 1;
    }
}
