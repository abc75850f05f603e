using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Variables;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The fact cache that the configuration names.</summary>
internal static class FactCaches
{
    public static IFactCache Of(AnsibleSettings settings, PlayOutput output, UserPlugins? plugins)
    {
        var name = Plumb.Playbooks.Plays.Reading.ActionNames.Short(settings.Text("CACHE_PLUGIN") ?? "memory");
        if (name == "jsonfile" && settings.Text("CACHE_PLUGIN_CONNECTION") is { Length: > 0 } folder)
            return new JsonFileFactCache(settings.Environment.Expand(folder), settings.Text("CACHE_PLUGIN_PREFIX") ?? "", TimeSpan.FromSeconds(settings.Number("CACHE_PLUGIN_TIMEOUT")), TimeProvider.System);
        if (name is not ("memory" or "jsonfile") && plugins is not null && PluginFactCache.Open(plugins, settings.Text("CACHE_PLUGIN") ?? name, output) is { } cache) return cache;
        if (name != "memory") output.Warn($"Facts are kept in memory: there is no fact cache named {name}, or it has no folder.");
        return NoFactCache.Instance;
    }
}
