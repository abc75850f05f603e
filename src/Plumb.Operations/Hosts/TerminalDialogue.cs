namespace Plumb.Operations.Hosts;

/// <summary>How a program is spoken with that asks on a terminal. The program gets one of its own for all that it reads and prints.</summary>
/// <param name="Hear">Is given what was printed since the last answer, a character for each byte; null where there is nothing to answer yet.</param>
public sealed record TerminalDialogue(Func<string, TerminalAnswer?> Hear)
{
    /// <summary>How long it may be quiet without an answer before it is ended; null for ever.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Whether the terminal shows what is typed.</summary>
    public bool Echo { get; init; }
}

/// <summary>What is typed, and how much of what was printed is done with by that.</summary>
public sealed record TerminalAnswer(byte[] Typed, int Heard);
