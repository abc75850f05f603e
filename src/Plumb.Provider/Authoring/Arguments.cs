using Plumb.Core.Types;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>Short forms of the attributes that embedded schemas consist of.</summary>
public static class Arguments
{
    public static AttributeSchema Required(string name, DataType type, string description = "") =>
        new(name, type) { Required = true, Description = description };

    public static AttributeSchema Optional(string name, DataType type, string description = "") =>
        new(name, type) { Optional = true, Description = description };

    /// <summary>One that the provider fills in where it is not configured.</summary>
    public static AttributeSchema Defaulted(string name, DataType type, string description = "") =>
        new(name, type) { Optional = true, Computed = true, Description = description };

    public static AttributeSchema Computed(string name, DataType type, string description = "") =>
        new(name, type) { Computed = true, Description = description };

    public static AttributeSchema Sensitive(this AttributeSchema attribute) => attribute with { Sensitive = true };
}
