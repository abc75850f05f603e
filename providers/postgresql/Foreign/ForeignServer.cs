using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Foreign;

/// <summary>Another place with data, of the database that the provider is connected to.</summary>
[Resource("postgresql_server")]
internal sealed partial class ForeignServer : IServerObject
{
    /// <summary>The name.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    [Required, LengthAtLeast(1)]
    public string ServerName { get; set; }

    [Optional, PlanModifier(typeof(ReplaceUnlessBothEmpty))]
    public string? ServerType { get; set; }

    [Optional]
    public string? ServerVersion { get; set; }

    /// <summary>The foreign-data wrapper that knows how to reach it.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string FdwName { get; set; }

    [Optional, Computed, UseStateForUnknown]
    public string? ServerOwner { get; set; }

    /// <summary>What the wrapper wants to know of it.</summary>
    [Optional]
    public Dictionary<string, string>? Options { get; set; }

    /// <summary>Drop what needs the server, such as user mappings, together with it.</summary>
    [Default(false)]
    public bool DropCascade { get; set; }
}

/// <summary>Who a role is at a foreign server.</summary>
[Resource("postgresql_user_mapping")]
internal sealed partial class UserMapping : IServerObject
{
    /// <summary>The role, a dot and the server.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The role; PUBLIC for everyone who has no mapping of their own, CURRENT_USER for the one that is connected.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string UserName { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string ServerName { get; set; }

    /// <summary>Name and password, as the server's wrapper calls them.</summary>
    [Optional]
    public Dictionary<string, string>? Options { get; set; }
}
