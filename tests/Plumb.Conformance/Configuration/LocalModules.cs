using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Conformance.Configuration;

/// <summary>Lists the modules that a configuration calls from folders beside it as installed, as init would.</summary>
internal static class LocalModules
{
    public static void Install(ModuleConfig root, StaticEnvironment environment)
    {
        var manifest = new ModuleManifest();
        manifest.Set(new InstalledModule("", "", null, environment.RootDirectory));
        Add(manifest, root, "", environment.RootDirectory);
        manifest.Write(environment.ModulesDirectory);
    }

    private static void Add(ModuleManifest manifest, ModuleConfig caller, string callerKey, string callerFolder)
    {
        foreach (var call in caller.ModuleCalls.Values)
        {
            if (call.Source is not { } source || source[0] != '.') continue;
            var key = callerKey.Length == 0 ? call.Name : $"{callerKey}.{call.Name}";
            var folder = Path.GetFullPath(source, callerFolder);
            manifest.Set(new InstalledModule(key, source, null, folder));
            if (Directory.Exists(folder)) Add(manifest, new ConfigurationLoader().LoadModule(folder, new DiagnosticBag()), key, folder);
        }
    }
}
