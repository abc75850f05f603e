using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Functions.Templates;

/// <summary>
/// Renders texts as templates for <c>templatefile</c> and <c>templatestring</c>. The result has the type of a sole
/// interpolation, else it is a string. Performs no I/O.
/// </summary>
internal static class TemplateRenderer
{
    /// <summary>The template of a text, or what is wrong with it.</summary>
    internal static bool TryParse(SourceFile file, [NotNullWhen(true)] out Expression? template, [NotNullWhen(false)] out string? error)
    {
        var diagnostics = new DiagnosticBag();
        template = HclParser.ParseTemplate(file, diagnostics);
        error = diagnostics.HasErrors ? Describe(diagnostics) : null;
        return error is null;
    }

    /// <summary>The result; where there is none, the call has failed, and where the variables are at fault, because of that argument.</summary>
    internal static Value Render(FunctionCall call, Expression template, int variablesArgument, FunctionCatalog functions)
    {
        if (call[variablesArgument] is not NamedValues variables) return call.Fail(variablesArgument, "the variables of a template must be a map or an object");
        foreach (var (name, _) in variables.Entries)
        {
            if (Identifiers.IsValid(name)) continue;
            return call.Fail(variablesArgument, $"\"{name}\" cannot be the name of a variable: a name begins with a letter and consists of letters, digits and underscores");
        }
        foreach (var reference in StaticExpressions.References(template))
        {
            if (variables.Has(reference.RootName)) continue;
            return call.Fail(variablesArgument, $"the template uses the variable \"{reference.RootName}\" (at {reference.RootSpan}), which is not given");
        }

        var diagnostics = new DiagnosticBag();
        var result = ExpressionEvaluator.Evaluate(template, new TemplateScope(variables, functions), diagnostics);
        if (diagnostics.HasErrors) return call.Fail($"the template cannot be rendered: {Describe(diagnostics)}");
        return result.IsNull ? call.Fail("the template consists of a single interpolation that is null, which is no result") : result;
    }

    private static string Describe(DiagnosticBag diagnostics)
    {
        var first = diagnostics.First(d => d.Severity == Severity.Error);
        return $"{first.Subject}: {first.Summary}: {first.Detail.TrimEnd('.')}";
    }
}
