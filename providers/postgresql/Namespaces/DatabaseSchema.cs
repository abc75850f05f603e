using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Namespaces;

/// <summary>A schema of a database: what pg_namespace calls a namespace.</summary>
[Resource("postgresql_schema")]
internal sealed partial class DatabaseSchema : HousedObject, IHousedObject
{
    [Required, LengthAtLeast(1)]
    public string Name { get; set; }

    [Optional, Computed, UseStateForUnknown]
    public string? Owner { get; set; }

    /// <summary>Take over a schema that is there already.</summary>
    [Default(true)]
    public bool IfNotExists { get; set; }

    /// <summary>Drop what is in the schema together with it.</summary>
    [Default(false)]
    public bool DropCascade { get; set; }

    /// <summary>What a role may do in the schema; several for one role add up. postgresql_grant does the same for any kind of object.</summary>
    [Block, Set]
    public List<SchemaPolicy> Policy { get; set; }
}

[Model]
internal sealed partial class SchemaPolicy
{
    [Optional]
    public bool? Create { get; set; }

    /// <summary>With the right to pass it on.</summary>
    [Optional]
    public bool? CreateWithGrant { get; set; }

    /// <summary>Everyone, where it is left out.</summary>
    [Optional]
    public string? Role { get; set; }

    [Optional]
    public bool? Usage { get; set; }

    /// <summary>With the right to pass it on.</summary>
    [Optional]
    public bool? UsageWithGrant { get; set; }
}
