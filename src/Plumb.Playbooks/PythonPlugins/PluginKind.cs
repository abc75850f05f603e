namespace Plumb.Playbooks.PythonPlugins;

/// <summary>A kind of plugins that people write: its name in collections, its folder beside playbooks and in roles, the setting with further folders.</summary>
internal sealed record PluginKind(string Name, string Folder, string Setting)
{
    public static readonly PluginKind Filter = new("filter", "filter_plugins", "DEFAULT_FILTER_PLUGIN_PATH");
    public static readonly PluginKind Test = new("test", "test_plugins", "DEFAULT_TEST_PLUGIN_PATH");
    public static readonly PluginKind Lookup = new("lookup", "lookup_plugins", "DEFAULT_LOOKUP_PLUGIN_PATH");
    public static readonly PluginKind Vars = new("vars", "vars_plugins", "DEFAULT_VARS_PLUGIN_PATH");
    public static readonly PluginKind Inventory = new("inventory", "inventory_plugins", "DEFAULT_INVENTORY_PLUGIN_PATH");
    public static readonly PluginKind Action = new("action", "action_plugins", "DEFAULT_ACTION_PLUGIN_PATH");
    public static readonly PluginKind Callback = new("callback", "callback_plugins", "DEFAULT_CALLBACK_PLUGIN_PATH");
    public static readonly PluginKind Cache = new("cache", "cache_plugins", "DEFAULT_CACHE_PLUGIN_PATH");

    public static readonly PluginKind Connection = new("connection", "connection_plugins", "DEFAULT_CONNECTION_PLUGIN_PATH");
    public static readonly PluginKind Become = new("become", "become_plugins", "BECOME_PLUGIN_PATH");

    /// <summary>What these do is this program's own part: they are looked for only to say so.</summary>
    public static readonly PluginKind Strategy = new("strategy", "strategy_plugins", "DEFAULT_STRATEGY_PLUGIN_PATH");
}
