using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>What to say of a call to a function that does not exist.</summary>
internal static class UnknownFunctions
{
    public static Value Report(FunctionCallExpression call, EvaluationRun run)
    {
        var names = run.Scope.FunctionNames.ToList();
        if (names.Count == 0)
        {
            run.Report(EvaluationRules.FunctionsNotAllowed, call.Span, "Functions cannot be called here.", call);
            return Value.DynamicUnknown;
        }
        run.Report(new(EvaluationRules.UnknownFunction, call.NameSpan, Detail(call.Name, names)) { Context = call.Span }, call);
        return Value.DynamicUnknown;
    }

    private static string Detail(string name, List<string> names)
    {
        var separator = name.LastIndexOf("::", StringComparison.Ordinal);
        if (separator < 0) return $"There is no function named \"{name}\".{Similar(name, "", names.Where(n => !n.Contains("::", StringComparison.Ordinal)))}";

        var (space, local) = (name[..(separator + 2)], name[(separator + 2)..]);
        var inSpace = names.Where(n => n.StartsWith(space, StringComparison.Ordinal)).Select(n => n[space.Length..]).ToList();
        return inSpace.Count == 0
            ? $"There are no functions in the namespace \"{space}\"."
            : $"There is no function named \"{local}\" in the namespace \"{space}\".{Similar(local, space, inSpace)}";
    }

    private static string Similar(string name, string space, IEnumerable<string> names) =>
        SimilarName.Find(name, names) is { } similar ? $" Did you mean \"{space}{similar}\"?" : "";
}
