namespace Plumb.Cli.Commands.Playbooks;

/// <summary>What Ansible's programs return.</summary>
internal static class PeerExit
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>Options that do not exist or lack their values.</summary>
    public const int Usage = 2;

    /// <summary>A file that cannot be parsed.</summary>
    public const int Parsing = 4;

    /// <summary>Options that do not go together.</summary>
    public const int Options = 5;
}
