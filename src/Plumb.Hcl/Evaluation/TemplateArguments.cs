using Plumb.Core.Functions;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// Sees to it that <c>templatestring</c> gets its template by a direct reference: whoever writes the template in place
/// has the language's own templates, and would be puzzled by what is evaluated when.
/// </summary>
internal static class TemplateArguments
{
    /// <summary>False, with the fault reported, where the function renders a template and its argument is no reference.</summary>
    public static bool Accept(FunctionCallExpression call, Function function, CallArgument[] arguments, EvaluationRun run)
    {
        if (function.Name != "templatestring" || arguments is not [{ Element: null, Expression: var template }, ..]) return true;
        if (template is TraversalExpression or RelativeTraversalExpression or IndexExpression or SplatExpression or InvalidExpression) return true;
        var advice = template is LiteralExpression or TemplateExpression or TemplateWrapExpression
            ? "a template that stands here is rendered without any function, so write it where the result is wanted"
            : "a local value can give the text a name to refer to";
        Calls.Report(EvaluationRules.InvalidArgument, call, arguments[0],
            $"The value for \"{function.Parameters[0].Name}\" must be a direct reference to a string that holds a template; {advice}.", run);
        return false;
    }
}
