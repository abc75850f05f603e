using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies;

/// <summary>
/// Where one host is in a play: a stack of the blocks it is inside of. It knows which task comes next, and where a failure leads:
/// to the rescue of the nearest block that has one, through every <c>always</c> on the way out.
/// </summary>
internal sealed class HostCursor
{
    private readonly Stack<Frame> _frames = new();

    private TaskNode? _next;

    // Where a host that a failure threw out was, but for the block that failed.
    private IReadOnlyList<Frame> _left = [];

    // A task's block is left only when the next task is asked for: until then its failure still belongs to the block.
    private bool _isSettled;

    public HostCursor(IReadOnlyList<PlayNode> play) => _frames.Push(new Frame(play));

    /// <summary>The task that the host does next, or null where it is done.</summary>
    public TaskNode? Next
    {
        get
        {
            if (!_isSettled) Settle();
            return _next;
        }
    }

    /// <summary>Whether the host left the play by a failure that nobody rescued.</summary>
    public bool HasFailed { get; private set; }

    public bool IsDone => Next is null;

    /// <summary>
    /// Whether a failure has just thrown the host out of a block, and what is always done around that block is still before it: a host
    /// that failed inside of a role, say, and waits for the handlers that are forced.
    /// </summary>
    public bool IsThrownOut { get; private set; }

    /// <summary>
    /// Whether a failure of the task just passed counts as one that a block around it mends. That of a handler does not where only the outermost
    /// block does it: while handlers run, the peer takes the host to be in none.
    /// </summary>
    public bool WouldRescue
    {
        get
        {
            var outermost = _frames.Any(f => f.Handlers is not null) ? _frames.LastOrDefault(f => f.IsWritten) : null;
            return _frames.Any(f => f.Rescues && f != outermost);
        }
    }

    /// <summary>Whether a failure elsewhere leaves this host alone for now: it still mends or cleans up.</summary>
    public bool IsMending => Next is not null && _frames.Peek().Section != Section.Body;

    public bool IsInHandlers => Next is not null && _frames.Any(f => f.Handlers is not null);

    /// <summary>Goes past the next task.</summary>
    public void Advance()
    {
        if (Next is null) return;
        _frames.Peek().Index++;
        _isSettled = IsThrownOut = false;
    }

    /// <summary>The task just passed has failed.</summary>
    public void Fail()
    {
        if (!_frames.TryPeek(out var inside)) return;
        FailOutwards([.. _frames.Skip(1)]);
        IsThrownOut = _frames.TryPeek(out var reached) && reached.Section == Section.Always && (reached != inside || reached.IsPartOfPlay);
        _isSettled = false;
    }

    /// <summary>Puts what a task included before everything else.</summary>
    public void Insert(IReadOnlyList<PlayNode> nodes)
    {
        if (nodes.Count == 0) return;
        _frames.Push(new Frame(nodes));
        _isSettled = false;
    }

    /// <summary>Puts the handlers before everything else, one after the other as <paramref name="wanted"/> says when it comes to each.</summary>
    public void InsertHandlers(IReadOnlyList<TaskNode> handlers, Func<TaskNode, bool> wanted)
    {
        _frames.Push(new Frame(handlers) { Handlers = wanted });
        _isSettled = false;
    }

    /// <summary>Leaves the play without a failure.</summary>
    public void End()
    {
        _frames.Clear();
        _left = [];
        _isSettled = false;
    }

    /// <summary>Leaves the play as one that has failed before.</summary>
    public void LeaveFailed()
    {
        End();
        HasFailed = true;
    }

    /// <summary>Leaves the innermost role that the task belongs to.</summary>
    public void LeaveRole(RoleInstance role)
    {
        while (Next is { } next && next.Role == role && !next.Config.IsImplicit) Advance();
    }

    /// <summary>
    /// Takes the host in again after a failure that threw it out: it goes on after the block in which it failed. A block that is about to pass
    /// a failure on forgets it, and what comes after the block is done.
    /// </summary>
    public void Forgive()
    {
        HasFailed = IsThrownOut = false;
        if (_frames.Count == 0)
        {
            foreach (var frame in _left.Reverse()) _frames.Push(frame);
            _isSettled = false;
        }
        _left = [];
        foreach (var frame in _frames) frame.Forgive();
    }

    /// <summary>Enters blocks and leaves those that are through until a task comes.</summary>
    private void Settle()
    {
        _isSettled = true;
        while (_frames.TryPeek(out var top))
        {
            if (top.Index < top.Items.Count)
            {
                var node = top.Items[top.Index];
                if (node is TaskNode task)
                {
                    if (top.Handlers is { } wanted && !wanted(task))
                    {
                        top.Index++;
                        continue;
                    }
                    _next = task;
                    return;
                }
                top.Index++;
                _frames.Push(new Frame((BlockNode)node));
            }
            else if (top.EndSection())
            {
                _frames.Pop();
                if (top.HasFailed) FailOutwards([.. _frames]);
            }
        }
        _next = null;
    }

    /// <summary>Takes a failure out to the first block that has something for it.</summary>
    /// <param name="outer">What is around the block that failed, the nearest first.</param>
    private void FailOutwards(IReadOnlyList<Frame> outer)
    {
        var inHandlers = _frames.Any(f => f.Handlers is not null);
        while (_frames.Count > 0 && !_frames.Peek().Deflect()) _frames.Pop();
        if (_frames.Count > 0) return;
        HasFailed = true;
        _left = inHandlers ? [] : outer;
    }

    private sealed class Frame
    {
        private readonly BlockNode? _block;

        public Frame(IReadOnlyList<PlayNode> items) => Items = items;

        public Frame(BlockNode block)
        {
            _block = block;
            Items = block.Body;
        }

        public IReadOnlyList<PlayNode> Items { get; private set; }

        public int Index { get; set; }

        public Section Section { get; private set; }

        public bool HasFailed { get; private set; }

        public Func<TaskNode, bool>? Handlers { get; init; }

        /// <summary>Whether it is what forces handlers around a part of the play, in which each task stands in a block of its own.</summary>
        public bool IsPartOfPlay => _block is { Parent: null, Always: [TaskNode { Config.IsImplicit: true }] };

        /// <summary>Whether it is a block of the play, and not the tasks of a role.</summary>
        public bool IsWritten => _block is not null && (_block.Role is null || _block.File is null);

        public bool Rescues => Section == Section.Body && _block is { Rescue.Count: > 0 };

        /// <summary>Turns a failure inside to what the block has for it; false where it goes on outwards.</summary>
        public bool Deflect()
        {
            if (_block is null || Section == Section.Always) return false;
            if (Section == Section.Body && _block.Rescue.Count > 0)
            {
                Enter(Section.Rescue, _block.Rescue);
                return true;
            }
            HasFailed = true;
            if (_block.Always.Count == 0) return false;
            Enter(Section.Always, _block.Always);
            return true;
        }

        public void Forgive() => HasFailed = false;

        /// <summary>Goes on to the next part of the block; true where there is none.</summary>
        public bool EndSection()
        {
            if (_block is null || Section == Section.Always || _block.Always.Count == 0) return true;
            Enter(Section.Always, _block.Always);
            return false;
        }

        private void Enter(Section section, IReadOnlyList<PlayNode> items) => (Section, Items, Index) = (section, items, 0);
    }
}
