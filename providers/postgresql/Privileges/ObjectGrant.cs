using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Privileges;

/// <summary>What a role may do with objects of one type: these privileges and no others.</summary>
[Resource("postgresql_grant")]
internal sealed partial class ObjectGrant : IServerObject
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>Who may; "public" for everyone.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Role { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Database { get; set; }

    /// <summary>The schema that is granted on, or whose objects are.</summary>
    [Optional, PlanModifier(typeof(ReplaceUnlessBothEmpty))]
    public string? Schema { get; set; }

    [Required, RequiresReplace, OneOf("database", "function", "procedure", "routine", "schema", "sequence", "table", "foreign_data_wrapper", "foreign_server", "column")]
    public string ObjectType { get; set; }

    /// <summary>Names of the objects; all of the schema's by default. Functions may have their argument types with them: "add(integer, integer)".</summary>
    [Optional, PlanModifier(typeof(ReplaceUnlessBothEmpty))]
    public HashSet<string>? Objects { get; set; }

    /// <summary>Columns of the one table in objects, for the type column.</summary>
    [Optional, PlanModifier(typeof(ReplaceUnlessBothEmpty))]
    public HashSet<string>? Columns { get; set; }

    /// <summary>None to take all away.</summary>
    [Required]
    public HashSet<string> Privileges { get; set; }

    /// <summary>Whether the role may pass them on.</summary>
    [Default(false), RequiresReplace]
    public bool WithGrantOption { get; set; }
}
