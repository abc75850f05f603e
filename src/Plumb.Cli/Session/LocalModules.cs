using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Cli.Session;

/// <summary>Enters the modules that a configuration calls by a local path into the list of installed modules.</summary>
internal static class LocalModules
{
    private static readonly DiagnosticRule NotLocal = new("CLI050", Severity.Error, "Unsupported module source");

    public static void Install(ProjectSession session)
    {
        var manifest = new ModuleManifest();
        manifest.Set(new InstalledModule("", "", null, "."));
        var found = Install(".", "", manifest, session.Diagnostics);
        if (found && !session.Diagnostics.HasErrors) manifest.Write(Path.Combine(session.Terminal.WorkingDirectory, session.DataDirectory, "modules"));
    }

    private static bool Install(string directory, string prefix, ModuleManifest manifest, DiagnosticBag diagnostics)
    {
        var found = false;
        // What else is wrong with the module is said when it is loaded.
        foreach (var call in new ConfigurationLoader().LoadModule(directory, new DiagnosticBag()).ModuleCalls.Values)
        {
            if (call.Source is not { } source) continue;
            found = true;
            if (!source.StartsWith("./", StringComparison.Ordinal) && !source.StartsWith("../", StringComparison.Ordinal))
            {
                diagnostics.Add(NotLocal, call.SourceSpan ?? call.Span, $"The module \"{call.Name}\" comes from \"{source}\". Only modules at local paths can be installed so far.");
                continue;
            }
            var key = prefix + call.Name;
            var child = ModulePath.Join(directory, source);
            if (!Directory.Exists(child)) continue;
            manifest.Set(new InstalledModule(key, source, null, child));
            Install(child, key + ".", manifest, diagnostics);
        }
        return found;
    }
}
