using Plumb.Playbooks.Strategies;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>What the next line of a console runs with.</summary>
internal sealed record ConsoleState(string Pattern, int Forks)
{
    public string? RemoteUser { get; init; }

    public bool Become { get; init; }

    public string? BecomeUser { get; init; }

    public string? BecomeMethod { get; init; }

    public bool Check { get; init; }

    public bool Diff { get; init; }

    /// <summary>Seconds; 0 for as long as it takes.</summary>
    public int Timeout { get; init; }

    /// <summary>Where names without a collection are looked for first.</summary>
    public IReadOnlyList<string> Collections { get; init; } = [];

    /// <summary>What the command line said.</summary>
    public static ConsoleState Of(string pattern, RunSettings settings) => new(pattern, settings.Forks)
    {
        RemoteUser = settings.Connection.User,
        Become = settings.Become.Become,
        BecomeUser = settings.Become.User,
        BecomeMethod = settings.Become.Method,
        Check = settings.Check,
        Diff = settings.Diff,
        Timeout = (int)settings.TaskTimeout,
    };
}
