using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Functions.Templates;

/// <summary>What names mean inside a template: only the variables it was given, and all functions but those that render templates in turn.</summary>
internal sealed class TemplateScope(NamedValues variables, FunctionCatalog functions) : EvaluationScope
{
    public override IEnumerable<string> FunctionNames => functions.Names;

    public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
    {
        stepsTaken = 0;
        value = variables[traversal.RootName] ?? Value.DynamicUnknown;
        return variables.Has(traversal.RootName);
    }

    public override Function? FindFunction(string name) => functions.Find(name) switch
    {
        { Name: "templatefile" or "templatestring" } function => Refusing(function),
        var other => other,
    };

    /// <summary>Templates that call each other without end would exhaust the machine; the peer has none inside another either.</summary>
    private static Function Refusing(Function function) => new()
    {
        Name = function.Name,
        Parameters = function.Parameters,
        ReturnType = static call => call.FailType("a template cannot render another template in turn"),
        Body = static _ => Value.DynamicUnknown,
    };
}
