using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumb.Provider.Generators.Reading;
using Plumb.Provider.Generators.Writing;

namespace Plumb.Provider.Generators;

/// <summary>
/// Writes the other half of model classes: their schema, and how values become models and models values. Whatever can be
/// known of the schema while it is compiled is: an attribute is found by its place, not by its name.
/// </summary>
[Generator]
public sealed class ModelGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (var kind in ModelKinds.All)
        {
            var parts = context.SyntaxProvider.ForAttributeWithMetadataName(
                kind,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => Generate((INamedTypeSymbol)found.TargetSymbol, cancellation));
            context.RegisterSourceOutput(parts, static (output, part) => part.AddTo(output));
        }
        var functions = context.SyntaxProvider.ForAttributeWithMetadataName(
            ModelKinds.Functions,
            static (node, _) => node is ClassDeclarationSyntax,
            static (found, cancellation) => FunctionsOf((INamedTypeSymbol)found.TargetSymbol, cancellation));
        context.RegisterSourceOutput(functions, static (output, part) => part.AddTo(output));
    }

    private static GeneratedPart Generate(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var reader = new ModelReader(type);
        var model = reader.Read(cancellation);
        var name = SourceNames.File(type);
        return new GeneratedPart(name, reader.Findings.Count == 0 && model is not null ? new ModelWriter(model).Write() : null, [.. reader.Findings]);
    }

    private static GeneratedPart FunctionsOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var reader = new FunctionReader(type);
        var functions = reader.Read(cancellation);
        return new GeneratedPart(SourceNames.File(type), reader.Findings.Count == 0 ? new FunctionWriter(type, functions).Write() : null, [.. reader.Findings]);
    }
}
