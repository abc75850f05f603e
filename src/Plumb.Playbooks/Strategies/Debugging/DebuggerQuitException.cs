namespace Plumb.Playbooks.Strategies.Debugging;

/// <summary>Whoever debugs a task has ended the run.</summary>
public sealed class DebuggerQuitException : Exception
{
    public DebuggerQuitException() : base("User interrupted execution") { }

    public DebuggerQuitException(string message) : base(message) { }

    public DebuggerQuitException(string message, Exception inner) : base(message, inner) { }
}
