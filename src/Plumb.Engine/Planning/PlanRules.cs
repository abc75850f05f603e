using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Planning;

/// <summary>What can go wrong while planning.</summary>
internal static class PlanRules
{
    public static readonly DiagnosticRule InvalidResourceType = new("PLN010", Severity.Error, "Invalid resource type");
    public static readonly DiagnosticRule InvalidDataSource = new("PLN011", Severity.Error, "Invalid data source");
    public static readonly DiagnosticRule InvalidEphemeral = new("PLN012", Severity.Error, "Invalid ephemeral resource");
    public static readonly DiagnosticRule MoveRefused = new("PLN032", Severity.Error, "Unsupported `moved` across resource types");
    public static readonly DiagnosticRule InvalidPlan = new("PLN013", Severity.Error, "Provider produced invalid plan");
    public static readonly DiagnosticRule InvalidObject = new("PLN014", Severity.Error, "Provider produced invalid object");
    public static readonly DiagnosticRule CannotDestroy = new("PLN015", Severity.Error, "Instance cannot be destroyed");
    public static readonly DiagnosticRule ProviderSays = new("PRV001", Severity.Error, "Provider error");
    public static readonly DiagnosticRule ProviderWarns = new("PRV002", Severity.Warning, "Provider warning");
    public static readonly DiagnosticRule StateNewer = new("PLN016", Severity.Error, "Resource instance managed by newer provider version");
    public static readonly DiagnosticRule StateUnreadable = new("PLN017", Severity.Error, "Stored object does not fit the provider's schema");
    public static readonly DiagnosticRule EphemeralInResource = new("PLN018", Severity.Error, "Invalid use of ephemeral value");
    public static readonly DiagnosticRule TriggerNotFound = new("PLN019", Severity.Error, "Invalid replace_triggered_by reference");
    public static readonly DiagnosticRule ProviderMissing = new("PLN020", Severity.Error, "Provider configuration not present");
    public static readonly DiagnosticRule TargetingInUse = new("PLN021", Severity.Warning, "Resource targeting is in effect");
    public static readonly DiagnosticRule ImportMissing = new("PLN022", Severity.Error, "Cannot import non-existent remote object");
    public static readonly DiagnosticRule InvalidImportId = new("PLN023", Severity.Error, "Invalid import id argument");
    public static readonly DiagnosticRule InvalidImportTarget = new("PLN077", Severity.Error, "Invalid import to expression");
    public static readonly DiagnosticRule ImportNoConfig = new("PLN024", Severity.Error, "Configuration for import target does not exist");
    public static readonly DiagnosticRule UnknownInData = new("PLN025", Severity.Error, "Provider produced invalid object");
    public static readonly DiagnosticRule Forgetting = new("PLN026", Severity.Warning, "Some objects will no longer be managed");
    public static readonly DiagnosticRule ConfigIsGenerated = new("PLN028", Severity.Warning, "Config generation is experimental");
    public static readonly DiagnosticRule ProviderMetaUnsupported = new("PLN033", Severity.Error, "Provider takes no provider_meta");
    public static readonly DiagnosticRule InvalidGuard = new("PLN031", Severity.Error, "Invalid value for prevent_destroy");
    public static readonly DiagnosticRule ProviderInstanceMissing = new("PLN030", Severity.Error, "Provider instance not present");
    public static readonly DiagnosticRule UnexpectedDeferral = new("PLN034", Severity.Error, "Provider deferred changes when deferral was not allowed");
    public static readonly DiagnosticRule InvalidList = new("PLN035", Severity.Error, "Invalid list resource");
    public static readonly DiagnosticRule InvalidAction = new("PLN036", Severity.Error, "Invalid action");
    public static readonly DiagnosticRule InvalidTrigger = new("PLN038", Severity.Error, "Invalid action trigger");
    public static readonly DiagnosticRule InvokedNothing = new("PLN039", Severity.Error, "No such action");
    public static readonly DiagnosticRule InvalidGenerated = new("PLN076", Severity.Error, "Provider generated an invalid configuration");
    public static readonly DiagnosticRule StillDeclared = new("PLN027", Severity.Error, "Removed resource still exists");
}
