using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Templating;

/// <summary>The settings of the run as the <c>config</c> lookup sees them. Options of plugins are not among them.</summary>
public sealed class SettingsConfiguration(AnsibleSettings settings) : ITemplateConfiguration
{
    public bool TryGet(string name, out object? value)
    {
        value = null;
        if (!SettingTable.All.Any(definition => definition.Name == name)) return false;
        value = settings[name].Value;
        return true;
    }

    public bool TryGetOption(string pluginType, string pluginName, string option, out object? value)
    {
        value = null;
        return false;
    }
}
