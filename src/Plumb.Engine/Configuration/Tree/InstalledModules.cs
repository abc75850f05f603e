using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Installation;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>Finds called modules where they were installed, and tells where the configuration has changed since.</summary>
internal sealed class InstalledModules(ModuleManifest manifest, StaticEnvironment environment, DiagnosticBag diagnostics)
{
    private const string Help = "Run \"init\" to install all modules that the configuration calls:\n    plumb init";

    internal string? Locate(PendingCall pending)
    {
        var call = pending.Call;
        if (manifest.Find(pending.Key) is not { } installed)
            return Fail(TreeRules.NotInstalled, call, "This module is not installed yet.");
        if (!IsSameSource(installed.Source, call.ParsedSource))
        {
            diagnostics.Add(new Diagnostic(TreeRules.SourceChanged, call.SourceSpan, $"The module was installed from \"{installed.Source}\", and its source is another one since.") { Help = Help });
            return null;
        }
        if (call.Version is { } version && (installed.Version is null || !version.Constraints.Admits(installed.Version)))
        {
            diagnostics.Add(new Diagnostic(TreeRules.VersionChanged, version.Span, installed.Version is null
                ? "The module was installed without a version, and one is asked for since."
                : $"Version {installed.Version} of the module is installed, which does not meet the constraint \"{version.Constraints}\" any more.")
            {
                Help = Help,
            });
            return null;
        }
        var directory = environment.FromRoot(installed.Directory);
        return Directory.Exists(directory)
            ? directory
            : Fail(TreeRules.NotInstalled, call, $"The directory {installed.Directory}, in which this module was installed, cannot be read.");
    }

    /// <summary>What older versions wrote is not in the normal form.</summary>
    internal static bool IsSameSource(string installed, ModuleSource? wanted) =>
        installed == wanted?.ToString() || (ModuleSourceParser.TryParse(installed, out var source, out _) && source == wanted);

    private string? Fail(DiagnosticRule rule, ModuleCallConfig call, string detail)
    {
        diagnostics.Add(new Diagnostic(rule, call.Span, detail) { Help = Help });
        return null;
    }
}
