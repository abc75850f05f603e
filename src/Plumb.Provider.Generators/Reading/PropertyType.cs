namespace Plumb.Provider.Generators.Reading;

internal enum TypeKind
{
    Text,
    Bool,
    Int32,
    Int64,
    Double,
    Decimal,
    BigInteger,
    Number,
    Dynamic,
    Enumeration,
    Model,
    List,
    Set,
    Map,
}

/// <summary>The type of a property or parameter as the schema sees it, and as C# writes it.</summary>
/// <param name="ClrName">Fully qualified, without the question mark.</param>
internal sealed record PropertyType(TypeKind Kind, string ClrName)
{
    /// <summary>Null is a value of it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Tf&lt;T&gt; of the rest.</summary>
    public bool IsTf { get; init; }

    /// <summary>A struct, so that its nullable form is another type.</summary>
    public bool IsStruct { get; init; }

    public bool IsArray { get; init; }

    public PropertyType? Element { get; init; }

    /// <summary>Members of an enum, with their texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    public bool IsCollection => Kind is TypeKind.List or TypeKind.Set or TypeKind.Map;

    public bool IsNumber => Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double or TypeKind.Decimal or TypeKind.BigInteger or TypeKind.Number;

    public bool IsText => Kind is TypeKind.Text or TypeKind.Enumeration;

    /// <summary>The model that it is or holds, at any depth.</summary>
    public PropertyType? ModelInside => Kind == TypeKind.Model ? this : Element?.ModelInside;

    /// <summary>The type with its question mark.</summary>
    public string Written => IsTf ? $"global::Plumb.Provider.Models.Tf<{ClrName}>" : IsNullable ? ClrName + "?" : ClrName;
}
