using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Validating;

/// <summary>What can be wrong with a configuration whatever its variables are.</summary>
internal static class ValidationRules
{
    public static readonly DiagnosticRule RedundantIgnore = new("PLN101", Severity.Warning, "Redundant ignore_changes element");
    public static readonly DiagnosticRule MissingProvisioner = new("PLN102", Severity.Error, "Missing required provisioner plugin");
    public static readonly DiagnosticRule ImportTo = new("PLN103", Severity.Error, "Invalid import 'to' expression");
    public static readonly DiagnosticRule InvalidProvisioner = new("PLN104", Severity.Error, "Invalid provisioner configuration");
    public static readonly DiagnosticRule ImportForEach = new("PLN105", Severity.Error, "Invalid for_each argument");
}
