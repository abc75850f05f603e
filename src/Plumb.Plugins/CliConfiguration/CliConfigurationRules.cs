using Plumb.Core.Diagnostics;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>What can be wrong with the program's own configuration.</summary>
public static class CliConfigurationRules
{
    public static readonly DiagnosticRule Unreadable = Error("CLI200", "Unable to read CLI configuration file");
    public static readonly DiagnosticRule Missing = Warning("CLI201", "Unable to open CLI configuration file");
    public static readonly DiagnosticRule InvalidSyntax = Error("CLI202", "Invalid CLI configuration");
    public static readonly DiagnosticRule InvalidValue = Error("CLI203", "Invalid CLI configuration setting");
    public static readonly DiagnosticRule Unknown = Warning("CLI204", "Unsupported CLI configuration setting");
    public static readonly DiagnosticRule InvalidInstallation = Error("CLI205", "Invalid provider_installation block");
    public static readonly DiagnosticRule InvalidMethod = Error("CLI206", "Invalid provider_installation method block");
    public static readonly DiagnosticRule InvalidOverride = Error("CLI207", "Invalid provider installation dev overrides");
    public static readonly DiagnosticRule InvalidInclusion = Error("CLI208", "Invalid provider source inclusion patterns");
    public static readonly DiagnosticRule InvalidExclusion = Error("CLI209", "Invalid provider source exclusion patterns");
    public static readonly DiagnosticRule InvalidMirrorUrl = Error("CLI210", "Invalid URL for provider installation source");
    public static readonly DiagnosticRule InvalidHost = Error("CLI211", "Invalid hostname in CLI configuration");
    public static readonly DiagnosticRule Repeated = Error("CLI212", "Repeated CLI configuration block");
    public static readonly DiagnosticRule CacheUnavailable = Error("CLI213", "Plugin cache directory cannot be opened");
    public static readonly DiagnosticRule HelperFailed = Error("CLI214", "Credentials helper failed");
    public static readonly DiagnosticRule InvalidReattach = Error("CLI215", "Invalid TF_REATTACH_PROVIDERS");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);

    private static DiagnosticRule Warning(string code, string summary) => new(code, Severity.Warning, summary);
}
