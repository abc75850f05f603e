namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>A command of the console itself.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Summary">What <c>help</c> says of it.</param>
/// <param name="Run">Does it, with what stands after the name.</param>
internal sealed record ConsoleEntry(string Name, string Summary, Action<ConsoleContext, string> Run)
{
    /// <summary>A second line of help.</summary>
    public string? Usage { get; init; }
}
