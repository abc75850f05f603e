using Plumb.Core.Types;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>What the attributes of a model class say: the name that configurations use, and the schema.</summary>
public sealed record ModelDefinition(string Name, Schema Schema)
{
    public IdentitySchema? Identity { get; init; }

    /// <summary>The attribute that an import by id sets; null where there is none.</summary>
    public string? ImportAttribute { get; init; }

    public ObjectType ObjectType => Schema.Block.ImpliedType;
}

/// <summary>A value does not fit the property that it is for.</summary>
public sealed class ModelException(string message) : Exception(message)
{
    public ModelException() : this("The value does not fit.")
    {
    }
}
