namespace Plumb.Playbooks.Programs;

/// <summary>A program that cannot be run to its end.</summary>
internal sealed class ProgramException : Exception
{
    public ProgramException(string message) : base(message) { }

    public ProgramException(string message, Exception inner) : base(message, inner) { }

    public ProgramException() { }
}
