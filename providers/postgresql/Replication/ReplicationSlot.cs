using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Replication;

/// <summary>Keeps the changes of a database for one who decodes them.</summary>
[Resource("postgresql_replication_slot")]
internal sealed partial class ReplicationSlot
{
    /// <summary>The database, a dot and the name.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    /// <summary>By default the provider's own.</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Database { get; set; }

    /// <summary>What decodes them, such as pgoutput.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Plugin { get; set; }
}

/// <summary>Keeps the log of the whole server for a standby.</summary>
[Resource("postgresql_physical_replication_slot")]
internal sealed partial class PhysicalReplicationSlot
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }
}
