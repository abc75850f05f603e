using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Roles;

/// <summary>One membership of a role in another; others that the role has are left alone.</summary>
[Resource("postgresql_grant_role")]
internal sealed partial class RoleGrant : IServerObject
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The role that becomes a member.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Role { get; set; }

    /// <summary>The role that it becomes a member of.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string GrantRole { get; set; }

    /// <summary>Whether the member may make others members.</summary>
    [Default(false), RequiresReplace]
    public bool WithAdminOption { get; set; }
}
