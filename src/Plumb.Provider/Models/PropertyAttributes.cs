namespace Plumb.Provider.Models;

/// <summary>Configurations must set the attribute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

/// <summary>Configurations may set the attribute. Where nothing else fills it, it may be null, and so must the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionalAttribute : Attribute;

/// <summary>The provider sets the attribute; together with <see cref="OptionalAttribute"/> where the configuration does not.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ComputedAttribute : Attribute;

/// <summary>The value is shown nowhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;

/// <summary>The value is in the configuration alone, in no plan and no state.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WriteOnlyAttribute : Attribute;

/// <summary>Planned where nothing is configured; makes the attribute optional and computed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(object value) : Attribute
{
    public object Value { get; } = value;
}

/// <summary>Another value makes another object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiresReplaceAttribute : Attribute
{
    /// <summary>Only where the configuration sets it.</summary>
    public bool IfConfigured { get; init; }
}

/// <summary>The computed value stays as it is stored in updates; without this any change of the object makes it unknown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UseStateForUnknownAttribute : Attribute;

/// <summary>A plan modifier of one's own, made with its constructor without parameters.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class PlanModifierAttribute(Type modifier) : Attribute
{
    public Type Modifier { get; } = modifier;
}

/// <summary>
/// The property is written as nested blocks: a list, set or dictionary of models for any number, a model for at most one.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BlockAttribute : Attribute
{
    public int MinItems { get; init; }

    /// <summary>0 for no bound.</summary>
    public int MaxItems { get; init; }

    /// <summary>The block is there, with defaults, even where it is not written. For a single model.</summary>
    public bool Group { get; init; }
}

/// <summary>A list property holds a set: no order, no duplicates.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SetAttribute : Attribute;

/// <summary>A model is written as a plain object type, without descriptions and rules of its attributes, as plugins of protocol 5 need it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainObjectAttribute : Attribute;

/// <summary>The name in configurations where it is not the property's in snake case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DescriptionAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>Configurations that set the attribute are warned.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DeprecatedAttribute(string message) : Attribute
{
    public string Message { get; } = message;
}

/// <summary>The attribute is part of what tells an object apart from all others.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityKeyAttribute : Attribute
{
    /// <summary>An import may leave it out.</summary>
    public bool OptionalForImport { get; init; }
}

/// <summary>An import by id sets this attribute; without it the attribute "id" is set.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImportIdAttribute : Attribute;

/// <summary>The property is not part of the schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IgnoreAttribute : Attribute;
