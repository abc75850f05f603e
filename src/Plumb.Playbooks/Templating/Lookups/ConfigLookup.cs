using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Values of settings.</summary>
internal static class ConfigLookup
{
    public static readonly Lookup Definition = new("config", Run);

    private static List<object?> Run(LookupCall call)
    {
        var (type, plugin, missing) = (call.Text("plugin_type"), call.Text("plugin_name"), call.Option("on_missing", "error"));
        if (string.IsNullOrEmpty(type) != string.IsNullOrEmpty(plugin)) throw Options("Both plugin_type and plugin_name are required, cannot use one without the other");
        if (missing is not ("error" or "warn" or "skip")) throw Options($"Invalid value \"{PyText.Str(missing)}\" for configuration option \"plugin_type: lookup plugin: config setting: on_missing \", valid values are: error, skip, warn");

        List<object?> values = [];
        foreach (var term in call.Terms)
        {
            if (term is not string name) throw Options($"Invalid setting identifier, \"{PyText.Str(term)}\" is not a string, its a <class '{PyTypes.FullNameOf(term)}'>");
            if (TryGet(call, type, plugin, name, out var value)) values.Add(value);
            // An installed ansible-core knows the settings of what this program does not have.
            else if (missing is "error" && call.Settings.Plugins?.Lookup("config", isNative: false) is { } installed) return [.. installed.Run(call)];
            else if (missing is "error") throw TemplatingException.Lookup($"Unable to find setting {name}");
            else if (missing is "warn") call.Settings.Warn($"Skipping, did not find setting {name}");
        }

        return values;
    }

    private static bool TryGet(LookupCall call, string? type, string? plugin, string name, out object? value)
    {
        value = null;
        if (call.Settings.Configuration is not { } configuration) return false;
        return string.IsNullOrEmpty(type) || string.IsNullOrEmpty(plugin) ? configuration.TryGet(name, out value) : configuration.TryGetOption(type, plugin, name, out value);
    }

    private static TemplatingException Options(string message) => new(TemplatingFault.Options, message);
}
