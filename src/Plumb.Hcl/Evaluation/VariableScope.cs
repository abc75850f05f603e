using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>A scope of named values and functions that are all known beforehand.</summary>
public sealed class VariableScope : EvaluationScope
{
    private readonly IReadOnlyDictionary<string, Value> _variables;
    private readonly IReadOnlyDictionary<string, Function> _functions;

    public VariableScope(IReadOnlyDictionary<string, Value>? variables = null, IReadOnlyDictionary<string, Function>? functions = null)
    {
        _variables = variables ?? new Dictionary<string, Value>();
        _functions = functions ?? new Dictionary<string, Function>();
    }

    /// <summary>For what must be constant: neither references nor calls are allowed.</summary>
    public static VariableScope None { get; } = new();

    public override bool ChecksAllNames => false;

    public override bool IsEmpty => _variables.Count == 0 && _functions.Count == 0;

    public override IEnumerable<string> FunctionNames => _functions.Keys;

    public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
    {
        stepsTaken = 0;
        if (_variables.TryGetValue(traversal.RootName, out var found))
        {
            value = found;
            return true;
        }
        value = Value.DynamicUnknown;
        if (_variables.Count == 0)
        {
            diagnostics.Add(EvaluationRules.VariablesNotAllowed, traversal.RootSpan, "The value must be written out here: it cannot refer to anything.");
            return false;
        }
        var similar = SimilarName.Find(traversal.RootName, _variables.Keys);
        diagnostics.Add(EvaluationRules.UnknownVariable, traversal.RootSpan,
            $"There is no variable named \"{traversal.RootName}\".{(similar is null ? "" : $" Did you mean \"{similar}\"?")}");
        return false;
    }

    public override Function? FindFunction(string name) => _functions.GetValueOrDefault(name);
}
