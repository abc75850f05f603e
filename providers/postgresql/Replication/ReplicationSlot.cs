using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Replication;

/// <summary>Keeps the changes of a database for one who decodes them.</summary>
[Resource("postgresql_replication_slot")]
internal sealed partial class ReplicationSlot : HousedObject, IHousedObject
{
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    /// <summary>What decodes them, such as pgoutput.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Plugin { get; set; }
}

/// <summary>Keeps the log of the whole server for a standby.</summary>
[Resource("postgresql_physical_replication_slot")]
internal sealed partial class PhysicalReplicationSlot : IServerObject
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }
}
