namespace Plumb.Conformance.Programs;

/// <summary>How a run of the program ended and what it printed.</summary>
internal sealed record ProgramResult(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>The first line that says something, to stand in a one-line difference.</summary>
    public string FirstError => $"{Errors}\n{Output}".Split('\n').FirstOrDefault(line => line.Trim().Length > 1) ?? "no output";

    /// <summary>All of it, as a failure prints it.</summary>
    public override string ToString() => $"$ {Command}\n{Output}{(Errors.Length > 0 ? $"stderr:\n{Errors}" : "")}exit {ExitCode}";
}
