namespace Plumb.Cli.Session.Settings;

/// <summary>What the user's configuration of the program itself says of the hosts of registries.</summary>
internal sealed record CliSettings
{
    /// <summary>Tokens by host.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Where a host has its services, by host and service: what would otherwise be asked of the host.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Services { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();
}
