namespace Plumb.Provider.Models;

/// <summary>The class is the model of a managed resource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ResourceAttribute(string name) : SchemaAttribute(name)
{
    /// <summary>The schema's version; state upgrades lead from earlier ones to it.</summary>
    public long Version { get; init; }

    /// <summary>The version of the identity's schema.</summary>
    public long IdentityVersion { get; init; }
}

/// <summary>The class is the model of a data source.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DataSourceAttribute(string name) : SchemaAttribute(name);

/// <summary>The class is the model of an ephemeral resource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EphemeralResourceAttribute(string name) : SchemaAttribute(name);

/// <summary>The class is the model of what can be asked of a list of resources; the name is that of the resource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ListResourceAttribute(string name) : SchemaAttribute(name);

/// <summary>The class is the model of an action's configuration.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActionAttribute(string name) : SchemaAttribute(name);

/// <summary>The class is the model of the provider's own configuration, or of its <c>provider_meta</c> blocks.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProviderAttribute() : SchemaAttribute("");

/// <summary>The class is the model of an object or block inside another model, or of an earlier form of a resource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ModelAttribute() : SchemaAttribute("");

/// <summary>What the attributes of model classes have in common.</summary>
public abstract class SchemaAttribute(string name) : Attribute
{
    /// <summary>As configurations write it, such as "hello_greeting".</summary>
    public string Name { get; } = name;

    public string? Description { get; init; }

    /// <summary>Descriptions are in Markdown, the properties' too.</summary>
    public bool Markdown { get; init; }

    /// <summary>What to use instead.</summary>
    public string? Deprecated { get; init; }
}
