using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Extensions;

/// <summary>An extension that a database has.</summary>
[Resource("postgresql_extension")]
internal sealed partial class Extension : HousedObject, IHousedObject
{
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    /// <summary>Where the extension's objects are.</summary>
    [Optional, Computed, UseStateForUnknown]
    public string? Schema { get; set; }

    [Optional, Computed, UseStateForUnknown]
    public string? Version { get; set; }

    /// <summary>Drop what needs the extension together with it.</summary>
    [Default(false)]
    public bool DropCascade { get; set; }

    /// <summary>Create the extensions that this one needs, too.</summary>
    [Default(false)]
    public bool CreateCascade { get; set; }
}
