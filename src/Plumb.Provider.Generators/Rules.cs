using Microsoft.CodeAnalysis;

namespace Plumb.Provider.Generators;

/// <summary>What can be wrong with a model or a function, found while it is compiled.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = Error("PLG001", "Not partial", "{0} must be partial, and so must the types around it: the rest of it is generated");
    public static readonly DiagnosticDescriptor UnsupportedType = Error("PLG002", "Unsupported property type", "{0} is of type {1}, which no attribute can be; take string, bool, int, long, double, decimal, BigInteger, Number, Value, an enum, a model, a list, set or dictionary by string of these, or Tf<T> of these");
    public static readonly DiagnosticDescriptor DuplicateName = Error("PLG003", "Duplicate name", "{0} and {1} are both called \"{2}\" in configurations");
    public static readonly DiagnosticDescriptor Contradiction = Error("PLG004", "Contradictory attributes", "{0} cannot be both {1} and {2}");
    public static readonly DiagnosticDescriptor NoMode = Error("PLG005", "Nobody sets it", "{0} needs one of [Required], [Optional], [Computed], [Default] or [Block], or [Ignore] if it is no attribute");
    public static readonly DiagnosticDescriptor NotNullable = Error("PLG006", "Optional and not nullable", "{0} may be left out and is null then, so that its type must be nullable or Tf<T>; or give it a [Default]");
    public static readonly DiagnosticDescriptor BadDefault = Error("PLG007", "Default of another type", "The default of {0} does not fit its type");
    public static readonly DiagnosticDescriptor BadName = Error("PLG009", "Invalid name", "\"{0}\" cannot be a name in configurations: {1}");
    public static readonly DiagnosticDescriptor BadBlock = Error("PLG010", "Invalid block", "{0} cannot be a block: {1}");
    public static readonly DiagnosticDescriptor NotComputed = Error("PLG011", "Not computed", "{0} is never unknown of itself, so that [UseStateForUnknown] has no effect; it is for [Computed] attributes");
    public static readonly DiagnosticDescriptor Cycle = Error("PLG012", "Model inside itself", "{0} contains itself by way of {1}; a schema is finite");
    public static readonly DiagnosticDescriptor NoModel = Error("PLG013", "Not a model", "{0} is of type {1}, which is no model: it needs [Model] and must be partial");
    public static readonly DiagnosticDescriptor UnknownProperty = Error("PLG014", "Unknown property", "{0} names \"{1}\", which is no attribute of {2}; use nameof(…)");
    public static readonly DiagnosticDescriptor BadValidator = Error("PLG015", "Validator of another type", "[{1}] checks {2}, and {0} is none");
    public static readonly DiagnosticDescriptor BadModel = Error("PLG016", "Invalid model", "{0} cannot be a model: {1}");
    public static readonly DiagnosticDescriptor BadFunction = Error("PLG017", "Invalid function", "{0} cannot be a function: {1}");
    public static readonly DiagnosticDescriptor DynamicInside = Error("PLG018", "Dynamic elements", "{0} holds values of any type in a collection, whose elements must all be of one type; make the whole attribute a Value");
    public static readonly DiagnosticDescriptor BadIdentity = Error("PLG019", "Invalid identity", "{0} cannot be part of an identity: {1}");
    public static readonly DiagnosticDescriptor NotSettable = Error("PLG020", "Cannot be set", "{0} needs a setter that the generated part of the class can use; or [Ignore] it");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Plumb.Provider", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
