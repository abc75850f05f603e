using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>Holds the <c>required_version</c> of every module against the version of the language that is implemented.</summary>
internal static class LanguageRequirement
{
    internal static void Check(ConfigurationTree tree, DiagnosticBag diagnostics)
    {
        foreach (var module in tree.Modules)
        {
            foreach (var required in module.Config.RequiredVersions)
            {
                if (required.Constraints.Admits(LanguageVersion.Current)) continue;
                var what = module.Address.IsRoot ? "This configuration" : $"The module {module.Address}";
                diagnostics.Add(new Diagnostic(ConfigurationRules.UnsupportedVersion, required.Span, $"{what} asks for version {required.Constraints} of the language, and this is version {LanguageVersion.Text}.")
                {
                    Help = "Change the constraint if the configuration does not need it, or use a version of the program that meets it.",
                });
            }
        }
    }
}
