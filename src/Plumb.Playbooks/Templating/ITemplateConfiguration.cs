namespace Plumb.Playbooks.Templating;

/// <summary>The settings of the run, for the <c>config</c> lookup.</summary>
public interface ITemplateConfiguration
{
    /// <summary>The value of a setting by the name that documentation gives it (<c>DEFAULT_ROLES_PATH</c>).</summary>
    bool TryGet(string name, out object? value);

    /// <summary>The value of a plugin's option.</summary>
    bool TryGetOption(string pluginType, string pluginName, string option, out object? value);
}
