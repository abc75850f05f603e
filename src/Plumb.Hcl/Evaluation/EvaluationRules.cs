using Plumb.Core.Diagnostics;

namespace Plumb.Hcl.Evaluation;

/// <summary>What can be wrong with an expression when it is evaluated. The summaries are those that Terraform's users search for.</summary>
public static class EvaluationRules
{
    public static DiagnosticRule InvalidOperand { get; } = Error("EVL001", "Invalid operand");

    public static DiagnosticRule OperationFailed { get; } = Error("EVL002", "Operation failed");

    public static DiagnosticRule NullCondition { get; } = Error("EVL003", "Null condition");

    public static DiagnosticRule IncorrectConditionType { get; } = Error("EVL004", "Incorrect condition type");

    public static DiagnosticRule InconsistentConditionalTypes { get; } = Error("EVL005", "Inconsistent conditional result types");

    public static DiagnosticRule InvalidIndex { get; } = Error("EVL006", "Invalid index");

    public static DiagnosticRule IndexOfNull { get; } = Error("EVL007", "Attempt to index null value");

    public static DiagnosticRule UnsupportedAttribute { get; } = Error("EVL008", "Unsupported attribute");

    public static DiagnosticRule AttributeOfNull { get; } = Error("EVL009", "Attempt to get attribute from null value");

    public static DiagnosticRule MissingMapElement { get; } = Error("EVL010", "Missing map element");

    public static DiagnosticRule SplatOfNull { get; } = Error("EVL011", "Splat of null value");

    public static DiagnosticRule InvalidNestedSplat { get; } = Error("EVL012", "Invalid nested splat expressions");

    public static DiagnosticRule IterationOverNull { get; } = Error("EVL013", "Iteration over null value");

    public static DiagnosticRule IterationOverNonIterable { get; } = Error("EVL014", "Iteration over non-iterable value");

    public static DiagnosticRule ForConditionIsNull { get; } = Error("EVL015", "Condition is null");

    public static DiagnosticRule InvalidForCondition { get; } = Error("EVL016", "Invalid 'for' condition");

    public static DiagnosticRule InvalidObjectKey { get; } = Error("EVL017", "Invalid object key");

    public static DiagnosticRule DuplicateObjectKey { get; } = Error("EVL018", "Duplicate object key");

    public static DiagnosticRule NullAsKey { get; } = Error("EVL019", "Null value as key");

    public static DiagnosticRule IncorrectKeyType { get; } = Error("EVL020", "Incorrect key type");

    public static DiagnosticRule AmbiguousKey { get; } = Error("EVL021", "Ambiguous attribute key");

    public static DiagnosticRule InvalidInterpolation { get; } = Error("EVL022", "Invalid template interpolation value");

    public static DiagnosticRule UnknownFunction { get; } = Error("EVL023", "Call to unknown function");

    public static DiagnosticRule FunctionsNotAllowed { get; } = Error("EVL024", "Function calls not allowed");

    public static DiagnosticRule NotEnoughArguments { get; } = Error("EVL025", "Not enough function arguments");

    public static DiagnosticRule TooManyArguments { get; } = Error("EVL026", "Too many function arguments");

    public static DiagnosticRule InvalidArgument { get; } = Error("EVL027", "Invalid function argument");

    public static DiagnosticRule CallFailed { get; } = Error("EVL028", "Error in function call");

    public static DiagnosticRule InvalidExpandingArgument { get; } = Error("EVL029", "Invalid expanding argument value");

    public static DiagnosticRule UnknownVariable { get; } = Error("EVL030", "Unknown variable");

    public static DiagnosticRule VariablesNotAllowed { get; } = Error("EVL031", "Variables not allowed");

    public static DiagnosticRule IncorrectValueType { get; } = Error("EVL032", "Incorrect value type");

    public static DiagnosticRule TooDeep { get; } = Error("EVL033", "Expression nested too deeply");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);
}
