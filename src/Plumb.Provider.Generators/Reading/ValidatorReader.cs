using Microsoft.CodeAnalysis;
using Plumb.Provider.Generators.Writing;

namespace Plumb.Provider.Generators.Reading;

/// <summary>Reads the validators of a property, among the other properties of its model.</summary>
internal sealed class ValidatorReader(PropertySpec property, IReadOnlyList<PropertySpec> all, INamedTypeSymbol model)
{
    private const string Library = "global::Plumb.Provider.Validation.Validators.";

    private static readonly string[] OfTexts = ["LengthBetween", "LengthAtLeast", "LengthAtMost", "OneOf", "OneOfIgnoringCase", "NoneOf", "Matches"];
    private static readonly string[] OfNumbers = ["Between", "AtLeast", "AtMost"];
    private static readonly string[] OfCollections = ["SizeBetween", "SizeAtLeast", "SizeAtMost", "UniqueValues"];
    private static readonly string[] OfSeveral = ["ConflictsWith", "RequiredWith", "ExactlyOneOf", "AtLeastOneOf"];

    private readonly List<Finding> _problems = [];

    public IReadOnlyList<Finding> Problems
    {
        get
        {
            _ = Written;
            return _problems;
        }
    }

    /// <summary>As C#; those that follow from the type come first.</summary>
    public IReadOnlyList<string> Written => field ??= [.. OfType(property.Type), .. property.Symbol.GetAttributes().Select(Write).OfType<string>()];

    /// <summary>What the type alone demands: a number that fits it, a member of the enum.</summary>
    private static IEnumerable<string> OfType(PropertyType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Int32:
                yield return Library + "WholeNumber(int.MinValue, int.MaxValue)";
                break;
            case TypeKind.Int64:
                yield return Library + "WholeNumber(long.MinValue, long.MaxValue)";
                break;
            case TypeKind.Enumeration:
                yield return $"{Library}OneOf({string.Join(", ", type.Members.Select(m => Literals.Text(m.Value)))})";
                break;
            default:
                foreach (var inner in type.Element is { } element ? OfType(element) : []) yield return $"{Library}Each({inner})";
                break;
        }
    }

    private string? Write(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { BaseType.Name: "ValidatorAttribute" } type || TypeReader.Namespace(type) != ModelKinds.Namespace) return null;
        var name = type.Name.Substring(0, type.Name.Length - "Attribute".Length);
        var (each, keys) = (attribute.Named<bool>("Each"), attribute.Named<bool>("EachKey"));
        CheckType(name, each, keys);
        var rule = name switch
        {
            "ValidateWith" => attribute.ConstructorArguments[0].Value is ITypeSymbol own ? $"new {TypeReader.Name(own)}()" : null,
            "UniqueValues" => Library + name,
            _ when OfSeveral.Contains(name) => $"{Library}{name}({string.Join(", ", Others(attribute).Select(Literals.Text))})",
            _ => $"{Library}{name}({string.Join(", ", attribute.ConstructorArguments.SelectMany(Literals.Arguments))})",
        };
        return rule is null ? null : keys ? $"{Library}EachKey({rule})" : each ? $"{Library}Each({rule})" : rule;
    }

    private IEnumerable<string> Others(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments[0].Values)
        {
            var name = argument.Value as string ?? "";
            if (all.FirstOrDefault(p => p.Symbol.Name == name) is { } other) yield return other.Name;
            else _problems.Add(Finding.At(property.Symbol, Rules.UnknownProperty, property.Symbol.Name, name, model.Name));
        }
    }

    private void CheckType(string name, bool each, bool keys)
    {
        var checkedType = keys || each ? property.Type.Element : property.Type;
        var isText = (keys && property.Type.Kind == TypeKind.Map) || checkedType is { IsText: true };
        var problem = (name, checkedType) switch
        {
            _ when (each || keys) && !property.Type.IsCollection => "elements",
            _ when keys && property.Type.Kind != TypeKind.Map => "keys of dictionaries",
            _ when OfTexts.Contains(name) && !isText => "texts",
            _ when OfNumbers.Contains(name) && checkedType is not { IsNumber: true } => "numbers",
            _ when OfCollections.Contains(name) && checkedType is not { IsCollection: true } => "collections",
            _ => null,
        };
        if (problem is not null) _problems.Add(Finding.At(property.Symbol, Rules.BadValidator, property.Symbol.Name, name, problem));
    }
}
