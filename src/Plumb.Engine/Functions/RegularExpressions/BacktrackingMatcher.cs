namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// Matches by backtracking that never tries an instruction twice at the same position, so that time and memory are
/// bounded by their product. The fast way for short texts.
/// </summary>
internal sealed class BacktrackingMatcher
{
    private const int MaxBits = 1 << 18;

    private readonly RegexProgram _program;
    private readonly string _text;
    private readonly ulong[] _visited;
    private readonly Stack<Job> _jobs = new();
    private readonly int[] _slots;

    internal BacktrackingMatcher(RegexProgram program, string text)
    {
        _program = program;
        _text = text;
        _visited = new ulong[(program.Code.Length * (text.Length + 1) + 63) / 64];
        _slots = new int[program.SlotCount];
    }

    /// <summary>Something to do later: go on at an instruction, or (with a negative one) put a slot back.</summary>
    private readonly record struct Job(int Instruction, int Position);

    internal static bool Suits(RegexProgram program, string text) => (long)program.Code.Length * (text.Length + 1) <= MaxBits;

    /// <summary>The slots of the leftmost match from a position on, or null.</summary>
    internal int[]? Find(int from)
    {
        Array.Clear(_visited);
        for (var start = from; start <= _text.Length; start++)
        {
            if (_program.Prefix.Length > 0)
            {
                start = _text.IndexOf(_program.Prefix, start, StringComparison.Ordinal);
                if (start < 0) return null;
            }
            // What failed from an earlier start fails from this one too: the marks stay.
            if (TryMatch(start)) return [.. _slots];
            if (_program.IsAnchored) return null;
            if (start < _text.Length) start += CodePoints.WidthAt(_text, start) - 1;
        }
        return null;
    }

    private bool TryMatch(int start)
    {
        Array.Fill(_slots, -1);
        _jobs.Clear();
        _jobs.Push(new Job(_program.Start, start));
        while (_jobs.TryPop(out var job))
        {
            if (job.Instruction < 0) _slots[~job.Instruction] = job.Position;
            else if (Run(job.Instruction, job.Position)) return true;
        }
        return false;
    }

    private bool Run(int at, int position)
    {
        while (Visit(at, position))
        {
            ref readonly var instruction = ref _program.Code[at];
            switch (instruction.Kind)
            {
                case InstructionKind.Match:
                    return true;
                case InstructionKind.Split:
                    _jobs.Push(new Job(instruction.Argument, position));
                    break;
                case InstructionKind.Capture:
                    _jobs.Push(new Job(~instruction.Argument, _slots[instruction.Argument]));
                    _slots[instruction.Argument] = position;
                    break;
                case InstructionKind.Assert:
                    if (!TextAssertions.Holds((RegexAssertion)instruction.Argument, _text, position)) return false;
                    break;
                default:
                    if (position >= _text.Length) return false;
                    var codePoint = CodePoints.At(_text, position, out var width);
                    if (!(instruction.Characters?.Contains(codePoint) ?? codePoint == instruction.Argument)) return false;
                    position += width;
                    break;
            }
            at = instruction.Next;
        }
        return false;
    }

    /// <summary>False where it was here before.</summary>
    private bool Visit(int at, int position)
    {
        var bit = at * (_text.Length + 1) + position;
        var mask = 1UL << (bit & 63);
        if ((_visited[bit >> 6] & mask) != 0) return false;
        _visited[bit >> 6] |= mask;
        return true;
    }
}
