using System.Text.Json;
using System.Text.Json.Nodes;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Conformance.Configuration;

/// <summary>Writes the manifest of installed modules for calls of folders beside the module, as init would.</summary>
internal static class LocalModules
{
    public static void Install(ModuleConfig root, string folder)
    {
        var entries = new JsonArray(Entry("", "", "."));
        Add(entries, root, folder, "", ".");
        var target = Directory.CreateDirectory(Path.Combine(folder, ".terraform", "modules")).FullName;
        File.WriteAllText(Path.Combine(target, "modules.json"), new JsonObject { ["Modules"] = entries }.ToJsonString(JsonSerializerOptions.Web));
    }

    private static void Add(JsonArray entries, ModuleConfig caller, string root, string callerKey, string callerFolder)
    {
        foreach (var call in caller.ModuleCalls.Values.Where(IsLocal))
        {
            var key = callerKey.Length == 0 ? call.Name : $"{callerKey}.{call.Name}";
            var folder = Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, callerFolder, call.Source ?? ".")));
            entries.Add(Entry(key, call.Source ?? "", folder));
            if (Directory.Exists(Path.Combine(root, folder)))
                Add(entries, new ConfigurationLoader().LoadModule(Path.Combine(root, folder), new DiagnosticBag()), root, key, folder);
        }
    }

    private static bool IsLocal(ModuleCallConfig call) =>
        call.Source is { } source && (source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal));

    private static JsonObject Entry(string key, string source, string folder) => new() { ["Key"] = key, ["Source"] = source, ["Dir"] = folder };
}
