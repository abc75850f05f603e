using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql;

/// <summary>What models say alike of something that has one name in its database.</summary>
internal abstract class HousedObject
{
    /// <summary>The database, a dot and the name.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>By default the provider's own.</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Database { get; set; }
}
