using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Labels;

/// <summary>What a label provider, such as one for SELinux, is to know of an object.</summary>
[Resource("postgresql_security_label")]
internal sealed partial class SecurityLabel : IServerObject
{
    /// <summary>The label provider, the type and the name with dots between.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>With its schema before a dot, where objects of the type have one.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string ObjectName { get; set; }

    /// <summary>As the statement has it: role, table, event trigger.</summary>
    [Required, RequiresReplace, Matches("^[A-Za-z]+( [A-Za-z]+)*$", "must be a type of object, such as role or table")]
    public string ObjectType { get; set; }

    [Required, LengthAtLeast(1), RequiresReplace]
    public string LabelProvider { get; set; }

    [Required]
    public string Label { get; set; }
}
