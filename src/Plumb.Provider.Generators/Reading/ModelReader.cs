using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Plumb.Provider.Generators.Reading;

/// <summary>Reads a model class and says what is wrong with it.</summary>
internal sealed class ModelReader(INamedTypeSymbol type)
{
    private static readonly string[] Reserved = ["count", "for_each", "provider", "lifecycle", "depends_on", "connection", "provisioner"];
    private static readonly string[] Generated = ["Definition", "Paths", "FromValue", "ToValue"];

    public List<Finding> Findings { get; } = [];

    public ModelSpec? Read(CancellationToken cancellation)
    {
        CheckClass();
        var properties = new List<PropertySpec>();
        foreach (var property in PropertiesOf(type))
        {
            cancellation.ThrowIfCancellationRequested();
            if (new PropertyReader(property, Findings).Read() is { } read) properties.Add(read);
        }
        CheckNames(properties);
        CheckCycles(properties);
        var kind = type.GetAttributes().First(a => a.AttributeClass is { } c && ModelKinds.All.Contains($"{TypeReader.Namespace(c)}.{c.Name}"));
        var name = kind.Text() ?? "";
        if (kind.ConstructorArguments.Length > 0 && !SnakeCase.IsName(name)) Add(type, Rules.BadName, name, "a name is of lower-case letters, digits and underscores");
        foreach (var property in properties) Findings.AddRange(new ValidatorReader(property, properties, type).Problems);
        return new ModelSpec(type, name, [.. properties.Select(p => p with { Validators = new ValidatorReader(p, properties, type).Written })])
        {
            Version = kind.Named<long>("Version"),
            IdentityVersion = kind.Named<long>("IdentityVersion"),
            Description = kind.Named<string>("Description") ?? type.Summary(),
            Markdown = kind.Named<bool>("Markdown"),
            Deprecated = kind.Named<string>("Deprecated"),
        };
    }

    private void CheckClass()
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (!at.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax d && d.Modifiers.Any(m => m.Text == "partial")))
                Add(at, Rules.NotPartial, at.Name);
        }
        if (type.IsGenericType) Add(type, Rules.BadModel, type.Name, "it is generic");
        if (type.IsAbstract || type.IsStatic) Add(type, Rules.BadModel, type.Name, "no object can be made of it");
        else if (!type.InstanceConstructors.Any(c => c.Parameters.Length == 0)) Add(type, Rules.BadModel, type.Name, "it has no constructor without parameters");
    }

    /// <summary>Properties of base classes come first, as they are declared first.</summary>
    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var inherited = type.BaseType is { SpecialType: not SpecialType.System_Object } ancestor ? PropertiesOf(ancestor) : [];
        return inherited.Concat(type.GetMembers().OfType<IPropertySymbol>().Where(p =>
            !p.IsStatic && !p.IsIndexer && !p.IsImplicitlyDeclared && p.DeclaredAccessibility == Accessibility.Public && !p.IsOverride && !p.Has("Ignore")));
    }

    private void CheckNames(List<PropertySpec> properties)
    {
        var byName = new Dictionary<string, PropertySpec>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            if (byName.TryGetValue(property.Name, out var other)) Add(property.Symbol, Rules.DuplicateName, other.Symbol.Name, property.Symbol.Name, property.Name);
            byName[property.Name] = property;
            if (!SnakeCase.IsName(property.Name)) Add(property.Symbol, Rules.BadName, property.Name, "a name is of lower-case letters, digits and underscores");
            else if (Reserved.Contains(property.Name) && !type.Has("Model") && !type.Has("Provider")) Add(property.Symbol, Rules.BadName, property.Name, "the language itself uses it in this place");
            if (Generated.Contains(property.Symbol.Name)) Add(property.Symbol, Rules.BadName, property.Symbol.Name, "the generated part of the class has a member of that name; rename the property and add [Name]");
        }
    }

    private void CheckCycles(List<PropertySpec> properties)
    {
        foreach (var property in properties)
        {
            if (property.Type.ModelInside is not null && Reaches(property.Symbol.Type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)))
                Add(property.Symbol, Rules.Cycle, type.Name, property.Symbol.Name);
        }
    }

    private bool Reaches(ITypeSymbol from, HashSet<ITypeSymbol> seen)
    {
        if (!seen.Add(from)) return false;
        if (from.WithNullableAnnotation(NullableAnnotation.None).Equals(type, SymbolEqualityComparer.Default)) return true;
        if (from is IArrayTypeSymbol array) return Reaches(array.ElementType, seen);
        if (from is not INamedTypeSymbol named) return false;
        return named.TypeArguments.Any(a => Reaches(a, seen)) || (TypeReader.IsModel(named) && PropertiesOf(named).Any(p => Reaches(p.Type, seen)));
    }

    private void Add(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments) => Findings.Add(Finding.At(symbol, rule, arguments));
}
