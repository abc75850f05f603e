namespace Plumb.Playbooks.Templating.Controller;

/// <summary>Runs commands of the shell on the machine that plays.</summary>
public interface IControllerProcesses
{
    /// <summary>Runs to the end or to the limit of time; what runs longer is ended and is a failure.</summary>
    ControllerOutput Run(string command, string directory, TimeSpan limit);

    /// <summary>The name of this machine.</summary>
    string HostName { get; }
}

/// <param name="ExitCode">What the command ended with.</param>
/// <param name="Output">What it wrote to its standard output.</param>
public sealed record ControllerOutput(int ExitCode, byte[] Output);
