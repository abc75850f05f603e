using Plumb.Operations.Connections;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Finds the connection plugins in Python that people wrote, and reaches hosts by them.</summary>
/// <param name="plugins">Where they run.</param>
/// <param name="over">Works on a host by commands alone.</param>
internal sealed class PluginConnections(UserPlugins plugins, Func<IHostCommands, ConnectionSettings, IHostConnection> over)
{
    /// <summary>Whether there may be a plugin of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isNative">Whether this program has such a way itself, before which only a file beside the play goes.</param>
    public bool Has(string name, bool isNative) => isNative ? plugins.Folders.FileOf(PluginKind.Connection, name) is not null && !name.Contains('.', StringComparison.Ordinal)
        : plugins.Folders.MayHaveFile(PluginKind.Connection, name, isNative: false);

    public PluginConnection Open(string name, string key, ConnectionSettings settings)
    {
        var commands = new PluginCommands(plugins, name, key, settings);
        return new PluginConnection(commands, over(commands, settings));
    }
}
