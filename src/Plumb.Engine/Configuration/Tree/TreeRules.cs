using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>What can be wrong between modules: calls, installation, providers passed from one to the other.</summary>
public static class TreeRules
{
    // Module sources and their static values
    public static readonly DiagnosticRule InvalidSource = Error("CFG401", "Invalid module source address");
    public static readonly DiagnosticRule InvalidRegistrySource = Error("CFG402", "Invalid registry module source address");
    public static readonly DiagnosticRule SensitiveSource = Error("CFG403", "Sensitive value not allowed");
    public static readonly DiagnosticRule EphemeralSource = Error("CFG404", "Ephemeral value not allowed");
    public static readonly DiagnosticRule UndefinedVariable = Error("CFG405", "Undefined variable");
    public static readonly DiagnosticRule UndefinedLocal = Error("CFG406", "Undefined local");
    public static readonly DiagnosticRule VariableNotProvided = Error("CFG407", "Variable not provided via -var, tfvars files, or env");
    public static readonly DiagnosticRule CircularReference = Error("CFG408", "Circular reference");
    public static readonly DiagnosticRule DynamicValue = Error("CFG409", "Dynamic value in static context");
    public static readonly DiagnosticRule ModuleOutputStatic = Error("CFG410", "Module output not supported in static context");

    // Installed modules
    public static readonly DiagnosticRule NotInstalled = Error("CFG420", "Module not installed");
    public static readonly DiagnosticRule SourceChanged = Error("CFG421", "Module source has changed");
    public static readonly DiagnosticRule VersionChanged = Error("CFG422", "Module version requirements have changed");
    public static readonly DiagnosticRule ManifestUnreadable = Error("CFG423", "Failed to read module manifest");
    public static readonly DiagnosticRule NestedTooDeeply = Error("CFG424", "Modules nested too deeply");

    // Child modules
    public static readonly DiagnosticRule BackendIgnored = Warning("CFG430", "Backend configuration ignored");
    public static readonly DiagnosticRule CloudIgnored = Warning("CFG431", "Cloud configuration ignored");
    public static readonly DiagnosticRule ImportInChild = Error("CFG432", "Invalid import configuration");

    // Providers
    public static readonly DiagnosticRule ProviderTypeMismatch = Error("CFG440", "Provider type mismatch");
    public static readonly DiagnosticRule UndefinedProvider = Warning("CFG441", "Reference to undefined provider");
    public static readonly DiagnosticRule UnusableProvider = Error("CFG442", "Reference to undefined provider");
    public static readonly DiagnosticRule MissingConfiguration = Error("CFG443", "Missing required provider configuration");
    public static readonly DiagnosticRule MissingPassed = Warning("CFG444", "Missing required provider configuration");
    public static readonly DiagnosticRule DuplicateRequired = Warning("CFG445", "Duplicate required provider");
    public static readonly DiagnosticRule CannotOverrideProvider = Error("CFG446", "Cannot override provider configuration");
    public static readonly DiagnosticRule LegacyModule = Error("CFG447", "Module is incompatible with count, for_each, and depends_on");
    public static readonly DiagnosticRule EmptyProviderBlock = Warning("CFG448", "Redundant empty provider block");
    public static readonly DiagnosticRule KeyOnTheLeft = Error("CFG449", "Invalid module provider configuration");
    public static readonly DiagnosticRule InvalidProviderKey = Error("CFG450", "Invalid provider configuration key");
    public static readonly DiagnosticRule SameForEach = Warning("CFG452", "Provider configuration for_each matches that of what uses it");
    public static readonly DiagnosticRule InvalidImpliedName = Error("CFG451", "Invalid provider local name");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);

    private static DiagnosticRule Warning(string code, string summary) => new(code, Severity.Warning, summary);
}
