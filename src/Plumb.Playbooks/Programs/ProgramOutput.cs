namespace Plumb.Playbooks.Programs;

/// <summary>How a program ended and what it printed. Its output may be a secret, so that it has no text of its own.</summary>
internal sealed class ProgramOutput(int exitCode, byte[] output, string errors)
{
    public int ExitCode { get; } = exitCode;

    public ReadOnlySpan<byte> Output => output;

    public string Errors { get; } = errors;
}
