namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// Matches by following all ways through the automaton at once, one code point after the other (Pike's machine): time
/// grows with the text's length times the program's, memory with the program's alone.
/// </summary>
internal sealed class ParallelMatcher
{
    private readonly RegexProgram _program;
    private readonly string _text;
    private readonly Stack<Job> _jobs = new();
    private readonly Stack<int[]> _free = new();
    private readonly int[] _slots;
    private ThreadList _current;
    private ThreadList _next;

    internal ParallelMatcher(RegexProgram program, string text)
    {
        _program = program;
        _text = text;
        _slots = new int[program.SlotCount];
        _current = new ThreadList(program.Code.Length);
        _next = new ThreadList(program.Code.Length);
    }

    private readonly record struct Job(int Instruction, int Position);

    /// <summary>The slots of the leftmost match from a position on, or null.</summary>
    internal int[]? Find(int from)
    {
        int[]? match = null;
        _current.Clear();
        for (var position = from; ;)
        {
            if (_current.Count == 0)
            {
                if (match is not null || (_program.IsAnchored && position > 0)) break;
                if (_program.Prefix.Length > 0)
                {
                    position = _text.IndexOf(_program.Prefix, position, StringComparison.Ordinal);
                    if (position < 0) break;
                }
            }
            if (match is null && (position == 0 || !_program.IsAnchored))
            {
                Array.Fill(_slots, -1);
                Follow(_current, _program.Start, position);
            }
            var codePoint = -1;
            var width = 1;
            if (position < _text.Length) codePoint = CodePoints.At(_text, position, out width);
            Step(codePoint, position + width, ref match);
            (_current, _next) = (_next, _current);
            _next.Clear();
            if (codePoint < 0) break;
            position += width;
        }
        Release();
        return match;
    }

    /// <summary>Moves every thread over one code point, in the order of priorities; a match cuts off those behind it.</summary>
    private void Step(int codePoint, int nextPosition, ref int[]? match)
    {
        for (var i = 0; i < _current.Count; i++)
        {
            var (at, slots) = _current[i];
            if (slots is null) continue;
            ref readonly var instruction = ref _program.Code[at];
            if (instruction.Kind == InstructionKind.Match)
            {
                match = [.. slots];
                for (; i < _current.Count; i++)
                    if (_current[i].Slots is { } cut) _free.Push(cut);
                return;
            }
            if (codePoint >= 0 && (instruction.Characters?.Contains(codePoint) ?? codePoint == instruction.Argument))
            {
                slots.CopyTo(_slots, 0);
                Follow(_next, instruction.Next, nextPosition);
            }
            _free.Push(slots);
        }
    }

    /// <summary>Adds the threads that stand before the next code point, in the order of priorities, with the slots as they are.</summary>
    private void Follow(ThreadList threads, int start, int position)
    {
        _jobs.Clear();
        _jobs.Push(new Job(start, position));
        while (_jobs.TryPop(out var job))
        {
            if (job.Instruction < 0)
            {
                _slots[~job.Instruction] = job.Position;
                continue;
            }
            for (var at = job.Instruction; threads.TryAdd(at, out var index);)
            {
                ref readonly var instruction = ref _program.Code[at];
                if (instruction.Kind == InstructionKind.Split)
                {
                    _jobs.Push(new Job(instruction.Argument, position));
                }
                else if (instruction.Kind == InstructionKind.Capture)
                {
                    _jobs.Push(new Job(~instruction.Argument, _slots[instruction.Argument]));
                    _slots[instruction.Argument] = position;
                }
                else if (instruction.Kind != InstructionKind.Assert)
                {
                    threads.SetSlots(index, CopySlots());
                    break;
                }
                else if (!TextAssertions.Holds((RegexAssertion)instruction.Argument, _text, position))
                {
                    break;
                }
                at = instruction.Next;
            }
        }
    }

    private int[] CopySlots()
    {
        if (!_free.TryPop(out var copy)) copy = new int[_slots.Length];
        _slots.CopyTo(copy, 0);
        return copy;
    }

    private void Release()
    {
        for (var i = 0; i < _current.Count; i++)
            if (_current[i].Slots is { } slots) _free.Push(slots);
        _current.Clear();
        _next.Clear();
    }

    /// <summary>A set of instructions in the order of adding, cleared at no cost; those that wait for a code point have slots.</summary>
    private sealed class ThreadList(int capacity)
    {
        private readonly int[] _sparse = new int[capacity];
        private readonly (int Instruction, int[]? Slots)[] _dense = new (int, int[]?)[capacity];

        internal int Count { get; private set; }

        internal (int Instruction, int[]? Slots) this[int index] => _dense[index];

        internal void Clear() => Count = 0;

        internal bool TryAdd(int instruction, out int index)
        {
            index = _sparse[instruction];
            if (index < Count && _dense[index].Instruction == instruction) return false;
            index = Count++;
            _sparse[instruction] = index;
            _dense[index] = (instruction, null);
            return true;
        }

        internal void SetSlots(int index, int[] slots) => _dense[index].Slots = slots;
    }
}
