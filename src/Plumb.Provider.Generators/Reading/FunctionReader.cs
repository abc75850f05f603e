using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Plumb.Provider.Generators.Reading;

/// <summary>One static method that is a function of the provider.</summary>
internal sealed record FunctionSpec(IMethodSymbol Method, string Name, IReadOnlyList<ParameterSpec> Parameters, PropertyType Result)
{
    public string Description { get; init; } = "";

    public string? Deprecated { get; init; }

    public bool IsVariadic => Method.Parameters.Length > 0 && Method.Parameters[Method.Parameters.Length - 1].IsParams;
}

internal sealed record ParameterSpec(string Name, PropertyType Type, string Description);

/// <summary>Reads a class of functions and says what is wrong with it.</summary>
internal sealed class FunctionReader(INamedTypeSymbol type)
{
    public List<Finding> Findings { get; } = [];

    public IReadOnlyList<FunctionSpec> Read(CancellationToken cancellation)
    {
        if (!type.DeclaringSyntaxReferences.All(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax d && d.Modifiers.Any(m => m.Text == "partial")))
            Findings.Add(Finding.At(type, Rules.NotPartial, type.Name));
        return [.. type.GetMembers().OfType<IMethodSymbol>().Where(m => m.Has("Function")).Select(Read).OfType<FunctionSpec>()];
    }

    private FunctionSpec? Read(IMethodSymbol method)
    {
        var attribute = method.Find("Function");
        var name = attribute.Text() ?? "";
        if (!SnakeCase.IsName(name)) Findings.Add(Finding.At(method, Rules.BadName, name, "a name is of lower-case letters, digits and underscores"));
        if (!method.IsStatic || method.IsGenericMethod)
        {
            Findings.Add(Finding.At(method, Rules.BadFunction, method.Name, "a function is a static method without type parameters"));
            return null;
        }
        if (TypeReader.Read(method.ReturnType) is not { } result)
        {
            Findings.Add(Finding.At(method, Rules.BadFunction, method.Name, $"no value is of its result's type {method.ReturnType.ToDisplayString()}"));
            return null;
        }
        var parameters = new List<ParameterSpec>();
        foreach (var parameter in method.Parameters)
        {
            var itemType = parameter.IsParams && parameter.Type is IArrayTypeSymbol array ? array.ElementType : parameter.Type;
            if (TypeReader.Read(itemType) is { } read && parameter.RefKind == RefKind.None) parameters.Add(new ParameterSpec(SnakeCase.Of(parameter.Name), read, parameter.Find("Description").Text() ?? ""));
            else Findings.Add(Finding.At(parameter, Rules.BadFunction, method.Name, $"no value is of the type {parameter.Type.ToDisplayString()} of its parameter {parameter.Name}"));
        }
        return new FunctionSpec(method, name, parameters, result)
        {
            Description = attribute?.Named<string>("Description") ?? method.Summary(),
            Deprecated = attribute?.Named<string>("Deprecated"),
        };
    }
}
