using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Functions;

/// <summary>
/// The root module that the expressions of the functions suite were recorded in: its local values, <c>path</c> and
/// <c>terraform</c>; no variables, no resources.
/// </summary>
internal sealed class RootModuleScope : EvaluationScope
{
    private static readonly DiagnosticRule UnknownName = new("ROOT001", Severity.Error, "Reference to undeclared name");

    private readonly FunctionCatalog _functions;
    private readonly Dictionary<string, ObjectValue> _roots;

    private RootModuleScope(FunctionCatalog functions, Dictionary<string, ObjectValue> roots)
    {
        _functions = functions;
        _roots = roots;
    }

    public override IEnumerable<string> FunctionNames => _functions.Names;

    /// <summary>The module of a folder, with the local values of its <c>locals.tf</c> if it has one.</summary>
    public static RootModuleScope Of(string folder)
    {
        var roots = new Dictionary<string, ObjectValue>
        {
            ["path"] = Value.Object(("module", Value.String(".")), ("root", Value.String(".")), ("cwd", Value.String(folder))),
            ["terraform"] = Value.Object(("workspace", Value.String("default"))),
            ["local"] = Value.EmptyObject,
        };
        var scope = new RootModuleScope(LanguageFunctions.Over(folder), roots);
        var locals = Path.Combine(folder, "locals.tf");
        if (File.Exists(locals)) roots["local"] = scope.ReadLocals(new SourceFile("locals.tf", File.ReadAllText(locals)));
        return scope;
    }

    /// <summary>Reports the references that lead nowhere, as is done before anything is evaluated: <c>try</c> cannot hide them.</summary>
    public void CheckReferences(Expression expression, DiagnosticBag diagnostics)
    {
        foreach (var reference in StaticExpressions.References(expression)) TryResolve(reference, diagnostics, out _, out _);
    }

    public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
    {
        value = Value.DynamicUnknown;
        stepsTaken = 1;
        if (_roots.TryGetValue(traversal.RootName, out var root) && traversal.Steps is [AttributeTraversal { Name: var name }, ..] && root.TryGet(name, out var found))
        {
            value = found;
            return true;
        }
        diagnostics.Add(UnknownName, traversal.RootSpan, $"The module has no {traversal}.");
        return false;
    }

    public override Function? FindFunction(string name) => _functions.Find(name);

    private ObjectValue ReadLocals(SourceFile file)
    {
        var diagnostics = new DiagnosticBag();
        var attributes = HclParser.ParseFile(file, diagnostics).Blocks.SelectMany(b => b.Body.Attributes);
        var locals = Value.Object([.. attributes.Select(a => KeyValuePair.Create(a.Name, ExpressionEvaluator.Evaluate(a.Expression, this, diagnostics)))]);
        return diagnostics.HasErrors ? throw new FormatException(string.Join('\n', diagnostics)) : locals;
    }
}
