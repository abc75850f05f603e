using Microsoft.CodeAnalysis;
using Plumb.Provider.Generators.Writing;

namespace Plumb.Provider.Generators.Reading;

/// <summary>Reads a property of a model and says what is wrong with it.</summary>
internal sealed class PropertyReader(IPropertySymbol property, List<Finding> findings)
{
    public PropertySpec? Read()
    {
        if (ReadType() is not { } type) return null;
        if (property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private }) Add(Rules.NotSettable, property.Name);
        var isBlock = property.Has("Block");
        var hasDefault = property.Has("Default");
        var spec = new PropertySpec(property, property.Find("Name").Text() ?? SnakeCase.Of(property.Name), type)
        {
            IsRequired = property.Has("Required"),
            IsOptional = property.Has("Optional") || hasDefault,
            IsComputed = property.Has("Computed") || hasDefault,
            IsSensitive = property.Has("Sensitive"),
            IsWriteOnly = property.Has("WriteOnly"),
            IsBlock = isBlock,
            IsGroup = property.Find("Block")?.Named<bool>("Group") ?? false,
            IsPlainObject = property.Has("PlainObject"),
            MinItems = property.Find("Block")?.Named<int>("MinItems") ?? 0,
            MaxItems = property.Find("Block")?.Named<int>("MaxItems") ?? 0,
            Description = property.Find("Description").Text() ?? property.Summary(),
            Deprecated = property.Find("Deprecated").Text(),
            IsIdentity = property.Has("IdentityKey"),
            IsIdentityOptional = property.Find("IdentityKey")?.Named<bool>("OptionalForImport") ?? false,
            IsImportId = property.Has("ImportId"),
        };
        CheckMode(spec);
        CheckBlock(spec);
        CheckIdentity(spec);
        return spec with { Default = ReadDefault(spec), Modifiers = [.. Modifiers(spec)] };
    }

    private PropertyType? ReadType()
    {
        if (TypeReader.Read(property.Type) is not { } type)
        {
            var isOwnClass = property.Type is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, DeclaringSyntaxReferences.Length: > 0 };
            Add(isOwnClass ? Rules.NoModel : Rules.UnsupportedType, property.Name, property.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString());
            return null;
        }
        if (type.Element is { } element && Contains(element, TypeKind.Dynamic)) Add(Rules.DynamicInside, property.Name);
        if (property.Has("Set") && type.Kind == TypeKind.List) type = type with { Kind = TypeKind.Set };
        return type;
    }

    private static bool Contains(PropertyType type, TypeKind kind) => type.Kind == kind || (type.Element is { } element && Contains(element, kind));

    private void CheckMode(PropertySpec spec)
    {
        if (spec.IsBlock)
        {
            foreach (var other in new[] { "Required", "Optional", "Computed", "Default", "Sensitive", "WriteOnly" })
                if (property.Has(other)) Add(Rules.Contradiction, property.Name, "[Block]", $"[{other}]");
            return;
        }
        if (spec is { IsRequired: false, IsOptional: false, IsComputed: false }) Add(Rules.NoMode, property.Name);
        if (spec.IsRequired && property.Has("Default")) Add(Rules.Contradiction, property.Name, "[Required]", "[Default]");
        else if (spec.IsRequired && spec.IsOptional) Add(Rules.Contradiction, property.Name, "[Required]", "[Optional]");
        else if (spec.IsRequired && spec.IsComputed) Add(Rules.Contradiction, property.Name, "[Required]", "[Computed]");
        if (spec.IsWriteOnly && spec.IsComputed) Add(Rules.Contradiction, property.Name, "[WriteOnly]", property.Has("Default") ? "[Default]" : "[Computed]");
        if (spec is { IsOptional: true, IsComputed: false } && spec.Type is { IsNullable: false, IsTf: false } && spec.Type.Kind != TypeKind.Dynamic) Add(Rules.NotNullable, property.Name);
        if (property.Has("UseStateForUnknown") && !spec.IsComputed) Add(Rules.NotComputed, property.Name);
    }

    private void CheckBlock(PropertySpec spec)
    {
        if (!spec.IsBlock) return;
        var type = spec.Type;
        if (type.IsTf) Add(Rules.BadBlock, property.Name, "blocks are there or not, never unknown as a whole");
        else if (type.Kind != TypeKind.Model && type.Element?.Kind != TypeKind.Model) Add(Rules.BadBlock, property.Name, "a block is a model, or a list, set or dictionary of models");
        else if (type.Kind == TypeKind.Model && spec.MinItems > 1) Add(Rules.BadBlock, property.Name, "there is at most one of a single block");
        else if (spec.IsGroup && type.Kind != TypeKind.Model) Add(Rules.BadBlock, property.Name, "a group is a single model");
        else if (spec is { MaxItems: > 0 } && spec.MinItems > spec.MaxItems) Add(Rules.BadBlock, property.Name, "at least more than at most are wanted");
    }

    private void CheckIdentity(PropertySpec spec)
    {
        if (spec.IsIdentity && (spec.Type.Kind is TypeKind.Model or TypeKind.Dynamic or TypeKind.Map or TypeKind.Set || spec.Type.Element?.IsCollection == true))
            Add(Rules.BadIdentity, property.Name, "identities are of primitive values and lists of them");
        if (spec.IsIdentity && (spec.IsWriteOnly || spec.IsSensitive)) Add(Rules.BadIdentity, property.Name, "identities are shown");
    }

    private string? ReadDefault(PropertySpec spec)
    {
        if (property.Find("Default") is not { ConstructorArguments.Length: 1 } attribute) return null;
        var written = Literals.Value(attribute.ConstructorArguments[0], spec.Type);
        if (written is null) Add(Rules.BadDefault, property.Name);
        return written;
    }

    private IEnumerable<string> Modifiers(PropertySpec spec)
    {
        const string library = "global::Plumb.Provider.Behaviors.PlanModifiers.";
        if (property.Has("UseStateForUnknown")) yield return library + "UseStateForUnknown";
        foreach (var attribute in property.GetAttributes().Where(a => a.AttributeClass is { Name: "PlanModifierAttribute" } c && TypeReader.Namespace(c) == ModelKinds.Namespace))
            if (attribute.ConstructorArguments[0].Value is ITypeSymbol modifier) yield return $"new {TypeReader.Name(modifier)}()";
        if (property.Find("RequiresReplace") is { } replace && !spec.IsWriteOnly)
            yield return library + (replace.Named<bool>("IfConfigured") ? "RequiresReplaceIfConfigured" : "RequiresReplace");
    }

    private void Add(DiagnosticDescriptor rule, params string[] arguments) => findings.Add(Finding.At(property, rule, arguments));
}
