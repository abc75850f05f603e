using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Plumb.Provider.Generators.Reading;

namespace Plumb.Provider.Generators;

/// <summary>Properties of models are set by generated code, so that the compiler need not ask for initial values of those that cannot be null.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Initialized = new("PLGS01", "CS8618", "Generated code sets all properties of a model.");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Initialized];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            if (context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken) is IPropertySymbol property && IsOfModel(property))
                context.ReportSuppression(Suppression.Create(Initialized, diagnostic));
        }
    }

    /// <summary>What models say alike may stand in a base class, which is no model itself.</summary>
    private static bool IsOfModel(IPropertySymbol property) => TypeReader.IsModel(property.ContainingType)
        || (property.ContainingType.IsAbstract && property.GetAttributes().Any(a => a.AttributeClass is { } c && TypeReader.Namespace(c) == ModelKinds.Namespace));
}
