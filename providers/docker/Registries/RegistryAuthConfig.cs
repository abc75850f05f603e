using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>Who the user is at the registry of one resource alone.</summary>
[Model]
internal sealed partial class RegistryAuthConfig
{
    /// <summary>The registry.</summary>
    [Required]
    public string Address { get; set; }

    [Optional]
    public string? Username { get; set; }

    [Optional, Sensitive]
    public string? Password { get; set; }

    /// <summary>The user's credentials for one resource: its own, or those of the provider block.</summary>
    public static RegistryCredentials Choose(IReadOnlyList<RegistryAuthConfig> own, RegistryCredentials others) =>
        own is [var one, ..] ? others.Instead(new RegistryAuth { Address = one.Address, Username = one.Username ?? "", Password = one.Password ?? "" }) : others;
}
