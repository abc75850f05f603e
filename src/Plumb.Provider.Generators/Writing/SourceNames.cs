using Microsoft.CodeAnalysis;

namespace Plumb.Provider.Generators.Writing;

/// <summary>Names of generated files, and the lines that put a class into its place again.</summary>
internal static class SourceNames
{
    public static string File(INamedTypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)).Replace('<', '_').Replace('>', '_') + ".g.cs";

    /// <summary>How the class and those around it begin, from the outside in.</summary>
    public static IReadOnlyList<string> Declarations(INamedTypeSymbol type, string suffix)
    {
        var lines = new List<string> { $"partial {Keyword(type)} {type.Name}{suffix}" };
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType) lines.Insert(0, $"partial {Keyword(outer)} {outer.Name}");
        return lines;
    }

    private static string Keyword(INamedTypeSymbol type) => type.IsRecord ? "record" : "class";
}
