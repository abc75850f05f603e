using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Databases;

/// <summary>A database of the server.</summary>
[Resource("postgresql_database")]
internal sealed partial class Database : IServerObject
{
    [Computed, UseStateForUnknown, ImportId]
    public string Id { get; set; }

    [Required, LengthAtLeast(1)]
    public string Name { get; set; }

    /// <summary>The role that owns the database; by default the connected one.</summary>
    [Optional, Computed, UseStateForUnknown]
    public string? Owner { get; set; }

    /// <summary>The database that is copied; template0 by default, and the server's own default for "DEFAULT".</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? Template { get; set; }

    /// <summary>The encoding's name or number; UTF8 by default, and the template's for "DEFAULT".</summary>
    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceForOtherEncoding))]
    public string? Encoding { get; set; }

    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? LcCollate { get; set; }

    [Optional, Computed, UseStateForUnknown, PlanModifier(typeof(ReplaceUnlessLeftOpen))]
    public string? LcCtype { get; set; }

    /// <summary>Where tables of the database are by default; the template's tablespace for "DEFAULT".</summary>
    [Optional, Computed, UseStateForUnknown]
    public string? TablespaceName { get; set; }

    /// <summary>Connections at a time; -1 for any number.</summary>
    [Default(-1), AtLeast(-1)]
    public int ConnectionLimit { get; set; }

    [Default(true)]
    public bool AllowConnections { get; set; }

    /// <summary>Whether everyone who may create databases may copy this one.</summary>
    [Optional, Computed, UseStateForUnknown]
    public bool? IsTemplate { get; set; }

    /// <summary>Another owner gets what the one before owns in the database, too.</summary>
    [Default(false)]
    public bool AlterObjectOwnership { get; set; }
}
