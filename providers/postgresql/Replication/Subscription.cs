using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Replication;

/// <summary>Follows publications of another server.</summary>
[Resource("postgresql_subscription")]
internal sealed partial class Subscription
{
    /// <summary>The database, a dot and the name.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    /// <summary>By default the provider's own.</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Database { get; set; }

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
