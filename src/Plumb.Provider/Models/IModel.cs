using Plumb.Core.Values;

namespace Plumb.Provider.Models;

/// <summary>
/// A class whose properties are the attributes and blocks of a schema. The source generator writes the members of a
/// partial class that carries <see cref="ResourceAttribute"/>, <see cref="ModelAttribute"/> or one of their kind.
/// </summary>
public interface IModel<TSelf> where TSelf : class, IModel<TSelf>
{
    static abstract ModelDefinition Definition { get; }

    /// <summary>Unknown and null become defaults where the property's type has no word for them.</summary>
    /// <exception cref="ModelException">A number does not fit its property.</exception>
    static abstract TSelf FromValue(ObjectValue value);

    /// <summary>A value of the schema's type exactly.</summary>
    ObjectValue ToValue();
}
