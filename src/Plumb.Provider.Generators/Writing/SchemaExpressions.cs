using System.Globalization;
using Plumb.Provider.Generators.Reading;

namespace Plumb.Provider.Generators.Writing;

/// <summary>Attributes and blocks of a schema as C#.</summary>
internal static class SchemaExpressions
{
    private const string Schemas = "global::Plumb.Provider.Schemas.";

    public static string Attribute(PropertySpec property, bool isMarkdown)
    {
        var model = property.Type.ModelInside;
        var isNested = model is not null && !property.IsPlainObject && (property.Type.Kind == TypeKind.Model || property.Type.Element?.Kind == TypeKind.Model);
        var settings = Settings(property, isMarkdown);
        if (!isNested) return $"new {Schemas}AttributeSchema({Literals.Text(property.Name)}, {TypeExpressions.DataType(property.Type)}){Braces(settings)}";
        return $"new {Schemas}AttributeSchema({Literals.Text(property.Name)}){Braces(settings.Prepend($"Nested = new {Schemas}NestedAttributes({Nesting(property)}, {model?.ClrName}.Definition.Schema.Block.Attributes)"))}";
    }

    public static string Block(PropertySpec property)
    {
        var settings = new List<string>();
        if (property.MinItems > 0) settings.Add("MinItems = " + property.MinItems.ToString(CultureInfo.InvariantCulture));
        if (property.MaxItems > 0) settings.Add("MaxItems = " + property.MaxItems.ToString(CultureInfo.InvariantCulture));
        if (Behavior(property) is { } behavior) settings.Add(behavior);
        return $"new {Schemas}NestedBlockSchema({Literals.Text(property.Name)}, {Nesting(property)}, {property.Type.ModelInside?.ClrName}.Definition.Schema.Block){Braces(settings)}";
    }

    public static string Identity(PropertySpec property) =>
        $"new {Schemas}IdentityAttribute({Literals.Text(property.Name)}, {TypeExpressions.DataType(property.Type)}, RequiredForImport: {Literals.Bool(!property.IsIdentityOptional)}, OptionalForImport: {Literals.Bool(property.IsIdentityOptional)}, {Literals.Text(property.Description)})";

    private static string Nesting(PropertySpec property) => $"{Schemas}NestingMode." + property.Type.Kind switch
    {
        TypeKind.List => "List",
        TypeKind.Set => "Set",
        TypeKind.Map => "Map",
        _ => property.IsGroup ? "Group" : "Single",
    };

    private static IEnumerable<string> Settings(PropertySpec property, bool isMarkdown)
    {
        if (property.IsRequired) yield return "Required = true";
        if (property.IsOptional) yield return "Optional = true";
        if (property.IsComputed) yield return "Computed = true";
        if (property.IsSensitive) yield return "Sensitive = true";
        if (property.IsWriteOnly) yield return "WriteOnly = true";
        if (property.Description.Length > 0) yield return $"Description = {Literals.Text(property.Description)}";
        if (property.Description.Length > 0 && isMarkdown) yield return "DescriptionIsMarkdown = true";
        if (property.Deprecated is { } message) yield return $"DeprecationMessage = {Literals.Text(message)}";
        if (Behavior(property) is { } behavior) yield return behavior;
    }

    private static string? Behavior(PropertySpec property)
    {
        var parts = new List<string>();
        if (property.Default is { } preset) parts.Add($"Default = {preset}");
        if (property.Modifiers.Count > 0) parts.Add($"Modifiers = [{string.Join(", ", property.Modifiers)}]");
        if (property.Validators.Count > 0) parts.Add($"Validators = [{string.Join(", ", property.Validators)}]");
        return parts.Count == 0 ? null : $"Behavior = new global::Plumb.Provider.Behaviors.AttributeBehavior {{ {string.Join(", ", parts)} }}";
    }

    private static string Braces(IEnumerable<string> settings) => string.Join(", ", settings) is { Length: > 0 } text ? $" {{ {text} }}" : "";
}
