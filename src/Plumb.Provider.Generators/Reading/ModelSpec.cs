using Microsoft.CodeAnalysis;

namespace Plumb.Provider.Generators.Reading;

/// <summary>A model class as it was read.</summary>
internal sealed record ModelSpec(INamedTypeSymbol Type, string Name, IReadOnlyList<PropertySpec> Properties)
{
    public long Version { get; init; }

    public long IdentityVersion { get; init; }

    public string Description { get; init; } = "";

    public bool Markdown { get; init; }

    public string? Deprecated { get; init; }

    /// <summary>In the order in which an object value has them.</summary>
    public IReadOnlyList<PropertySpec> Sorted => [.. Properties.OrderBy(p => p.Name, StringComparer.Ordinal)];
}

/// <summary>One property that is an attribute or a block.</summary>
internal sealed record PropertySpec(IPropertySymbol Symbol, string Name, PropertyType Type)
{
    public bool IsRequired { get; init; }

    public bool IsOptional { get; init; }

    public bool IsComputed { get; init; }

    public bool IsSensitive { get; init; }

    public bool IsWriteOnly { get; init; }

    public bool IsBlock { get; init; }

    public bool IsGroup { get; init; }

    public bool IsPlainObject { get; init; }

    public int MinItems { get; init; }

    public int MaxItems { get; init; }

    public string Description { get; init; } = "";

    public string? Deprecated { get; init; }

    /// <summary>As C#, making a value.</summary>
    public string? Default { get; init; }

    /// <summary>As C#.</summary>
    public IReadOnlyList<string> Modifiers { get; init; } = [];

    /// <summary>As C#.</summary>
    public IReadOnlyList<string> Validators { get; init; } = [];

    public bool IsIdentity { get; init; }

    public bool IsIdentityOptional { get; init; }

    public bool IsImportId { get; init; }
}
