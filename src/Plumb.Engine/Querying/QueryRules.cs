using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Querying;

/// <summary>What can go wrong in a query.</summary>
internal static class QueryRules
{
    public static readonly DiagnosticRule NothingAsked = new("PLN071", Severity.Error, "No queries");
    public static readonly DiagnosticRule InvalidArgument = new("PLN072", Severity.Error, "Invalid argument of a list");
    public static readonly DiagnosticRule UnknownConfig = new("PLN073", Severity.Error, "Configuration of a list is not known");
    public static readonly DiagnosticRule WithoutIdentity = new("PLN074", Severity.Error, "Provider found an object without identity");
    public static readonly DiagnosticRule WithoutObject = new("PLN075", Severity.Warning, "No configuration for some objects");
}
