namespace Plumb.Cli.Playbooks.Options;

/// <summary>An option as Ansible's programs have them: names, whether it takes a value, what it is for.</summary>
internal sealed record PeerOption(string Key, string[] Names, string? Value, string Help)
{
    public bool TakesValue => Value is not null;
}
