using Plumb.Playbooks.Callbacks;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>The colours that plugins speak in, by what the peer uses each for.</summary>
internal static class PluginColor
{
    public static OutputColor Of(string? name) => name switch
    {
        "green" => OutputColor.Ok,
        "yellow" => OutputColor.Changed,
        "cyan" => OutputColor.Skipped,
        "red" => OutputColor.Error,
        "bright red" => OutputColor.Unreachable,
        "blue" => OutputColor.Verbose,
        "dark gray" => OutputColor.Debug,
        "bright purple" => OutputColor.Warning,
        "purple" => OutputColor.Deprecated,
        "white" => OutputColor.Highlight,
        _ => OutputColor.None,
    };
}
