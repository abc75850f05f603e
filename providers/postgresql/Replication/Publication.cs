using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Replication;

/// <summary>Tables of a database whose changes others may follow.</summary>
[Resource("postgresql_publication")]
internal sealed partial class Publication : HousedObject, IHousedObject
{
    [Required, LengthAtLeast(1)]
    public string Name { get; set; }

    [Optional, Computed, UseStateForUnknown, LengthAtLeast(1)]
    public string? Owner { get; set; }

    /// <summary>The tables, as schema.table; in public where there is no schema.</summary>
    [Optional, Computed, UseStateForUnknown, ConflictsWith(nameof(AllTables))]
    public HashSet<string>? Tables { get; set; }

    /// <summary>All tables, those to come too.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public bool? AllTables { get; set; }

    /// <summary>Which changes: insert, update, delete, truncate. By default all.</summary>
    [Optional, Computed, UseStateForUnknown, SizeAtLeast(1), UniqueValues]
    public List<string>? PublishParam { get; set; }

    /// <summary>Changes of partitions are changes of the table that they are parts of.</summary>
    [Optional]
    public bool? PublishViaPartitionRootParam { get; set; }

    /// <summary>Drop what needs the publication together with it.</summary>
    [Default(false)]
    public bool DropCascade { get; set; }
}
