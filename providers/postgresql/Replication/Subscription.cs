using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Replication;

/// <summary>Follows publications of another server.</summary>
[Resource("postgresql_subscription")]
internal sealed partial class Subscription : HousedObject, IHousedObject
{
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    /// <summary>How the publisher is reached, in keywords and values.</summary>
    [Required, Sensitive, LengthAtLeast(1), RequiresReplace]
    public string Conninfo { get; set; }

    [Required, SizeAtLeast(1), RequiresReplace]
    public HashSet<string> Publications { get; set; }

    /// <summary>Make the replication slot on the publisher, and take it away with the subscription.</summary>
    [Default(true), RequiresReplace]
    public bool CreateSlot { get; set; }

    /// <summary>By default the name of the subscription.</summary>
    [Optional, LengthAtLeast(1), RequiresReplace]
    public string? SlotName { get; set; }
}
