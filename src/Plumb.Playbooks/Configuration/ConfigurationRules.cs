using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Configuration;

/// <summary>What can be wrong with ansible.cfg and the variables of the environment.</summary>
public static class ConfigurationRules
{
    public static readonly DiagnosticRule WorldWritable = new("PLY080", Severity.Warning, "The configuration of a folder that anyone can write to is not used");
    public static readonly DiagnosticRule Unreadable = new("PLY081", Severity.Error, "The configuration file cannot be read");
    public static readonly DiagnosticRule Syntax = new("PLY082", Severity.Error, "The configuration file cannot be parsed");
    public static readonly DiagnosticRule Value = new("PLY083", Severity.Error, "A setting has a value that does not fit");
}
