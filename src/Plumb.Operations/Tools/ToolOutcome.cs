namespace Plumb.Operations.Tools;

/// <summary>How a program of the host ended. One that a prediction left out is as if it had succeeded without a word.</summary>
internal sealed record ToolOutcome(int ExitCode, string Output, string Error)
{
    public static readonly ToolOutcome NotRun = new(0, "", "");

    public bool Succeeded => ExitCode == 0;

    public IEnumerable<string> Lines => Output.Split('\n').Where(l => l.Length > 0);
}
