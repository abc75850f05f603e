using Plumb.Operations.Data;

namespace Plumb.Operations.Services;

/// <summary>A service as a task asks for it, whatever manages services on the host.</summary>
internal sealed record ServiceRequest(string Name)
{
    public string? State { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>Between stopping and starting.</summary>
    public TimeSpan Sleep { get; init; }

    /// <summary>A part of the command line by which a running service is told where it cannot be asked.</summary>
    public string? Pattern { get; init; }

    public string RunLevel { get; init; } = "default";

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public static ServiceRequest From(MapData arguments) => new(arguments.RequiredText("name"))
    {
        State = arguments.Text("state"),
        Enabled = arguments.OptionalFlag("enabled"),
        Sleep = TimeSpan.FromSeconds(arguments.Integer("sleep") ?? 0),
        Pattern = arguments.Text("pattern"),
        RunLevel = arguments.Text("runlevel") ?? "default",
        Arguments = (arguments.Text("arguments") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
