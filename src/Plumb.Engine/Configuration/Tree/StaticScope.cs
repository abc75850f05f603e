using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Functions;
using Plumb.Engine.Walking;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>
/// What expressions may use that must be known before anything is planned, such as the source of a module: variables with
/// the values given, locals made from them, paths and the workspace. Everything else is not there yet.
/// </summary>
public sealed class StaticScope : EvaluationScope
{
    private readonly ModuleConfig _module;
    private readonly StaticEnvironment _environment;
    private readonly Func<VariableConfig, DiagnosticBag, GivenVariable?> _variable;
    private readonly bool _isRoot;
    private readonly Dictionary<string, Value> _locals = new(StringComparer.Ordinal);
    private FunctionCatalog? _functions;

    private readonly HashSet<string> _evaluating = new(StringComparer.Ordinal);

    /// <summary>For a called module.</summary>
    /// <param name="module">The module whose names are meant.</param>
    /// <param name="environment">What the run is.</param>
    /// <param name="variable">What is given for a variable; null where nothing is.</param>
    internal StaticScope(ModuleConfig module, StaticEnvironment environment, Func<VariableConfig, DiagnosticBag, GivenVariable?> variable)
    {
        _module = module;
        _environment = environment;
        _variable = variable;
    }

    private StaticScope(ModuleConfig module, StaticEnvironment environment)
    {
        (_module, _environment, _isRoot) = (module, environment, true);
        IReadOnlyDictionary<string, GivenVariable>? given = null;
        _variable = (variable, faults) => (given ??= environment.GivenVariables?.Invoke(module, faults))?.GetValueOrDefault(variable.Name);
    }

    /// <summary>For the root module, whose variables come from outside.</summary>
    public static StaticScope OfRoot(ModuleConfig module, StaticEnvironment environment) => new(module, environment);

    public override IEnumerable<string> FunctionNames => Functions.Names;

    private FunctionCatalog Functions => _functions ??= _environment.MakeFunctions();

    public override Function? FindFunction(string name) =>
        _environment.FindFunction is { } find ? find(name) : Functions.Find(name);

    public Value Evaluate(Expression expression, DiagnosticBag diagnostics) => ExpressionEvaluator.Evaluate(expression, this, diagnostics);

    public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
    {
        stepsTaken = traversal.Steps.Count;
        var reference = ReferenceParser.Parse(traversal, diagnostics);
        var found = reference switch
        {
            null => null,
            VariableReference v => Variable(v, diagnostics),
            LocalReference l => Local(l, diagnostics),
            ScopedReference s => Scoped(s, diagnostics),
            ModuleCallReference m => Refuse(TreeRules.ModuleOutputStatic, m.Span, "Outputs of modules are not known yet where this value is needed: before any module is installed.", diagnostics),
            _ => Refuse(TreeRules.DynamicValue, traversal.Span, $"The value of {traversal} is not known yet where this value is needed: before anything is planned.", diagnostics),
        };
        value = found ?? Value.DynamicUnknown;
        if (found is null || reference is null) return false;
        stepsTaken = reference.StepsTaken;
        return true;
    }

    private Value? Variable(VariableReference reference, DiagnosticBag diagnostics)
    {
        var span = Subject(reference);
        if (!_module.Variables.TryGetValue(reference.Name, out var variable))
            return Refuse(TreeRules.UndefinedVariable, span, $"The module declares no variable \"{reference.Name}\".", diagnostics);
        var given = _variable(variable, diagnostics);
        if (given is null && variable.Default is null)
            return Refuse(TreeRules.VariableNotProvided, span, $"The variable \"{reference.Name}\" has no value and no default, and this must be known before anything is planned.", diagnostics);
        // That a variable is deprecated is told when the configuration is evaluated.
        var value = VariableEvaluator.Prepare(variable with { DeprecationMessage = null }, given?.Value, given?.Span, _isRoot, diagnostics);
        return Poison.In(value) ? null : value;
    }

    private Value? Local(LocalReference reference, DiagnosticBag diagnostics)
    {
        if (_locals.TryGetValue(reference.Name, out var known)) return known;
        if (!_module.Locals.TryGetValue(reference.Name, out var local))
            return Refuse(TreeRules.UndefinedLocal, Subject(reference), $"The module defines no local value \"{reference.Name}\".", diagnostics);
        if (!_evaluating.Add(reference.Name))
            return Refuse(TreeRules.CircularReference, local.Span, $"The local value \"{reference.Name}\" is made from itself.", diagnostics);
        var value = Evaluate(local.Expression, diagnostics);
        _evaluating.Remove(reference.Name);
        return _locals[reference.Name] = value;
    }

    private Value? Scoped(ScopedReference reference, DiagnosticBag diagnostics) => reference.Name switch
    {
        ScopedName.PathModule => Value.String(_module.Directory),
        ScopedName.PathRoot => Value.String(_environment.RootDirectory),
        ScopedName.PathCwd => Value.String(_environment.WorkingDirectory),
        ScopedName.Workspace => Value.String(_environment.Workspace),
        _ => Refuse(TreeRules.DynamicValue, reference.Span, $"{reference.Traversal} means nothing before anything is planned, and this value is needed then.", diagnostics),
    };

    /// <summary>The name itself, without the steps into its value.</summary>
    private static SourceSpan Subject(Reference reference) =>
        reference.Traversal.RootSpan.To(reference.StepsTaken == 0 ? reference.Traversal.RootSpan : reference.Traversal.Steps[reference.StepsTaken - 1].Span);

    private static Value? Refuse(DiagnosticRule rule, SourceSpan span, string detail, DiagnosticBag diagnostics)
    {
        diagnostics.Add(rule, span, detail);
        return null;
    }
}
