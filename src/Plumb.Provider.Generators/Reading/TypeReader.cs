using Microsoft.CodeAnalysis;

namespace Plumb.Provider.Generators.Reading;

/// <summary>Which types can be attributes, and as what.</summary>
internal static class TypeReader
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Null where no attribute can be of the type.</summary>
    public static PropertyType? Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Name: "Tf", Arity: 1 } tf && Namespace(tf) == ModelKinds.Namespace)
            return Read(tf.TypeArguments[0]) is { IsTf: false, IsNullable: false } inner ? inner with { IsTf = true } : null;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Read(nullable.TypeArguments[0]) is { } inner ? inner with { IsNullable = true } : null;
        var name = Name(type);
        var read = Primitive(type, name) ?? Collection(type, name) ?? Object(type, name);
        return read is null ? null : read with { IsNullable = type.NullableAnnotation == NullableAnnotation.Annotated, IsStruct = type.IsValueType };
    }

    /// <summary>The type's name in full, without a question mark of its own.</summary>
    public static string Name(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Qualified);

    private static PropertyType? Primitive(ITypeSymbol type, string name)
    {
        TypeKind? kind = type.SpecialType switch
        {
            SpecialType.System_String => TypeKind.Text,
            SpecialType.System_Boolean => TypeKind.Bool,
            SpecialType.System_Int32 => TypeKind.Int32,
            SpecialType.System_Int64 => TypeKind.Int64,
            SpecialType.System_Double => TypeKind.Double,
            SpecialType.System_Decimal => TypeKind.Decimal,
            _ => (Namespace(type), type.Name) switch
            {
                ("System.Numerics", "BigInteger") => TypeKind.BigInteger,
                ("Plumb.Core.Numerics", "Number") => TypeKind.Number,
                ("Plumb.Core.Values", "Value") => TypeKind.Dynamic,
                _ => null,
            },
        };
        if (kind is { } known) return new PropertyType(known, name);
        if (type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Enum) return null;
        return new PropertyType(TypeKind.Enumeration, name)
        {
            Members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => new KeyValuePair<string, string>(f.Name, SnakeCase.Of(f.Name)))],
        };
    }

    private static PropertyType? Collection(ITypeSymbol type, string name)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array) return Read(array.ElementType) is { } item ? new PropertyType(TypeKind.List, name) { Element = item, IsArray = true } : null;
        if (type is not INamedTypeSymbol named || Namespace(type) != "System.Collections.Generic") return null;
        var kind = named.Name switch
        {
            "List" or "IList" or "IReadOnlyList" or "IReadOnlyCollection" or "ICollection" or "IEnumerable" => TypeKind.List,
            "HashSet" or "ISet" or "IReadOnlySet" => TypeKind.Set,
            "Dictionary" or "IDictionary" or "IReadOnlyDictionary" => TypeKind.Map,
            _ => (TypeKind?)null,
        };
        if (kind is not { } collection) return null;
        if (collection == TypeKind.Map && named.TypeArguments[0].SpecialType != SpecialType.System_String) return null;
        return Read(named.TypeArguments[named.TypeArguments.Length - 1]) is { } element ? new PropertyType(collection, name) { Element = element } : null;
    }

    private static PropertyType? Object(ITypeSymbol type, string name) =>
        type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Class && IsModel(type) ? new PropertyType(TypeKind.Model, name) : null;

    public static bool IsModel(ITypeSymbol type) =>
        type.GetAttributes().Any(a => a.AttributeClass is { } c && ModelKinds.All.Contains($"{Namespace(c)}.{c.Name}"));

    public static string Namespace(ITypeSymbol type) => type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";
}
