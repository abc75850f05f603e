using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

/// <summary>Short ways to parse in a test.</summary>
internal static class Parse
{
    public static Expression Expression(string text) => Expression(text, out _);

    public static Expression Expression(string text, out DiagnosticBag diagnostics) =>
        HclParser.ParseExpression(new SourceFile("t", text), diagnostics = []);

    public static Expression Json(string text) => JsonBodyParser.ParseExpression(new SourceFile("t", text), []);

    public static NativeBody Body(string text) => HclParser.ParseFile(new SourceFile("t", text), []);

    public static Body JsonBody(string text) => JsonBodyParser.ParseFile(new SourceFile("t", text), []);

    /// <summary>Summaries and places, without the words around them.</summary>
    public static string Summaries(DiagnosticBag diagnostics) =>
        string.Join("; ", diagnostics.Select(d => $"{d.Subject?.Start}-{d.Subject?.End} {d.Summary}"));
}
