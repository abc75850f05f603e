using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>
/// References and keywords in quotes, as Terraform 0.11 wanted them: still taken, with a warning. In JSON quotes are the
/// only way, and so no warning is due.
/// </summary>
internal static class QuotedReference
{
    /// <summary>Whether the expression is a string literal in native syntax.</summary>
    internal static bool IsQuoted(Expression expression) =>
        expression is LiteralExpression { Value: StringValue } && expression.Span.Length >= 2 && expression.Span.File.Text[expression.Span.Start] == '"';

    internal static Expression Unquote(Expression expression, DiagnosticBag diagnostics) =>
        Unquote(expression, ConfigurationRules.QuotedReference, "References are written without quotes; in quotes they are deprecated.", diagnostics);

    internal static Expression UnquoteKeyword(Expression expression, DiagnosticBag diagnostics) =>
        Unquote(expression, ConfigurationRules.QuotedKeyword, "Keywords are written without quotes here; in quotes they are deprecated.", diagnostics);

    private static Expression Unquote(Expression expression, DiagnosticRule rule, string detail, DiagnosticBag diagnostics)
    {
        if (expression is ObjectKeyExpression key) expression = key.Wrapped;
        if (!IsQuoted(expression) || expression is not LiteralExpression { Value: StringValue text }) return expression;
        var file = expression.Span.File;
        var faults = new DiagnosticBag();
        var parsed = HclParser.ParseTraversal(new SourceFile(file.Name, text.Text), faults);
        foreach (var fault in faults) diagnostics.Add(fault with { Subject = expression.Span, Context = null });
        diagnostics.Add(new Diagnostic(rule, expression.Span, detail) { Help = "Remove the quotes." });
        return parsed is null ? expression : new TraversalExpression(Move(parsed, file, expression.Span.Start + 1), expression.Span);
    }

    /// <summary>The same traversal where it really stands in its file.</summary>
    private static Traversal Move(Traversal traversal, SourceFile file, int by)
    {
        SourceSpan At(SourceSpan span) => new(file, Math.Min(span.Start + by, file.Text.Length), Math.Min(span.End + by, file.Text.Length));
        return new Traversal(traversal.RootName, At(traversal.RootSpan), [.. traversal.Steps.Select(s => s with { Span = At(s.Span) })], At(traversal.Span));
    }
}
