using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Parses HCL's native syntax. Never throws on any text; after a fault it goes on with the next block or attribute.</summary>
public static class HclParser
{
    public static NativeBody ParseFile(SourceFile file, DiagnosticBag diagnostics) =>
        Parser.ForCode(SourceText.Of(file), diagnostics).ParseFile();

    /// <summary>A whole text as one expression.</summary>
    public static Expression ParseExpression(SourceFile file, DiagnosticBag diagnostics) =>
        Parser.ForCode(SourceText.Of(file), diagnostics).ParseWholeExpression();

    /// <summary>A whole text as a template, without quotes around it.</summary>
    public static Expression ParseTemplate(SourceFile file, DiagnosticBag diagnostics) =>
        Parser.ForTemplate(SourceText.Of(file), diagnostics).ParseWholeTemplate();

    /// <summary>A whole text as an absolute traversal with literal indexes: an address.</summary>
    public static Traversal? ParseTraversal(SourceFile file, DiagnosticBag diagnostics) =>
        Parser.ForCode(SourceText.Of(file), diagnostics).ParseWholeTraversal();
}
