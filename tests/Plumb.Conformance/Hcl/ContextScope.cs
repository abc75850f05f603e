using System.Text.Json;
using Plumb.Conformance.Cty;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>The evaluation contexts of HCL's own tests: variables by name, and functions of cty's standard library.</summary>
internal sealed class ContextScope(IReadOnlyDictionary<string, Value> variables, IReadOnlyDictionary<string, Function> functions) : EvaluationScope
{
    public override bool ChecksAllNames => false;

    private static readonly DiagnosticRule UnknownVariable = new("CTX001", Severity.Error, "Unknown variable");
    private static readonly DiagnosticRule NoVariables = new("CTX002", Severity.Error, "Variables not allowed");

    public override IEnumerable<string> FunctionNames => functions.Keys;

    /// <summary>Reads <c>{"variables": {name: typed value}, "functions": {name: "stdlib.UpperFunc"}}</c>, both optional.</summary>
    public static ContextScope Read(JsonElement? context) => new(
        Members(context, "variables").ToDictionary(v => v.Name, v => TypedValueReader.Read(v.Value)),
        Members(context, "functions").ToDictionary(f => f.Name, f => FindFunctionOf(f.Value.GetString() ?? "")));

    public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
    {
        stepsTaken = 0;
        if (variables.TryGetValue(traversal.RootName, out var found))
        {
            value = found;
            return true;
        }
        value = Value.DynamicUnknown;
        diagnostics.Add(variables.Count == 0 ? NoVariables : UnknownVariable, traversal.RootSpan, $"There is no variable {traversal.RootName}.");
        return false;
    }

    public override Function? FindFunction(string name) => functions.GetValueOrDefault(name);

    private static IEnumerable<JsonProperty> Members(JsonElement? context, string name) =>
        context is { ValueKind: JsonValueKind.Object } c && c.TryGetProperty(name, out var members) ? members.EnumerateObject() : [];

    private static Function FindFunctionOf(string goName) =>
        StandardFunctions.Find(goName.Replace("stdlib.", "", StringComparison.Ordinal).Replace("Func", "", StringComparison.Ordinal))
        ?? throw new FormatException($"no function {goName}");
}
