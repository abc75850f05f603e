using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Privileges;

/// <summary>What a role may do with the objects that another role will create.</summary>
[Resource("postgresql_default_privileges")]
internal sealed partial class DefaultPrivileges : IServerObject
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>Who may; "public" for everyone.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Role { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Database { get; set; }

    /// <summary>The role that creates the objects.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Owner { get; set; }

    /// <summary>The schema that the objects are created in; any by default.</summary>
    [Optional, PlanModifier(typeof(ReplaceUnlessBothEmpty))]
    public string? Schema { get; set; }

    [Required, RequiresReplace, OneOf("table", "sequence", "function", "routine", "type", "schema")]
    public string ObjectType { get; set; }

    /// <summary>None to take all away.</summary>
    [Required]
    public HashSet<string> Privileges { get; set; }

    /// <summary>Whether the role may pass them on.</summary>
    [Default(false), RequiresReplace]
    public bool WithGrantOption { get; set; }
}
